package io.rolegate.gateway.limit;

/** What a request can be over. */
public enum Limit {
    PRINCIPAL_RATE("principal_rate", "You send", "requests a second"),
    ACCOUNT_RATE("account_rate", "The users of your account send", "requests a second"),
    PRINCIPAL_CONCURRENCY("principal_concurrency", "You have", "requests at one time"),
    ACCOUNT_CONCURRENCY("account_concurrency", "The users of your account have", "requests at one time"),
    SERVICE_RATE("service_rate", "All callers together send the service", "requests a second"),
    SERVICE_ACCOUNT_RATE("service_account_rate", "The users of your account send the service", "requests a second"),
    SERVICE_PRINCIPAL_RATE("service_principal_rate", "You send the service", "requests a second"),
    OPERATION_RATE("operation_rate", "All callers together ask for the operation", "times a second"),
    OPERATION_ACCOUNT_RATE(
            "operation_account_rate", "The users of your account ask for the operation", "times a second"),
    OPERATION_PRINCIPAL_RATE("operation_principal_rate", "You ask for the operation", "times a second");

    private final String label;
    private final String who;
    private final String what;

    Limit(String label, String who, String what) {
        this.label = label;
        this.who = who;
        this.what = what;
    }

    /** The name in metrics. */
    public String label() {
        return label;
    }

    /** Whether the limit is one of the service or operation, whoever calls. */
    public boolean isOfAllCallers() {
        return this == SERVICE_RATE || this == OPERATION_RATE;
    }

    /** What the caller is told. */
    String message(long most) {
        return who + " more than " + most + " " + what + "; try again later.";
    }
}
