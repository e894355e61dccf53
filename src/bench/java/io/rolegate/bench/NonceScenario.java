package io.rolegate.bench;

import java.io.IOException;

/** What a request costs a gateway that remembers few nonces, and one that remembers a million. */
final class NonceScenario {
    private static final int SESSIONS = 20;
    private static final int FEW = 10_000;
    private static final int CONNECTIONS = 16;
    /** After which the gateway with the short window has forgotten what warmed it up. */
    private static final int FORGOTTEN_MILLIS = 90_000;

    private final Options options;
    private final Contenders contenders;

    NonceScenario(Options options, Contenders contenders) {
        this.options = options;
        this.contenders = contenders;
    }

    void run() throws IOException, InterruptedException {
        Contenders.Served many = contenders.rolegate("remembers many");
        Contenders.Served few = contenders.rolegate("remembers few", "ROLEGATE_DIALECTS_ACS3_WINDOW_SECONDS", "30");
        many.control().prepare();
        few.control().prepare();
        CallSigner toMany = new CallSigner(many.control().sessions(SESSIONS));
        CallSigner toFew = new CallSigner(few.control().sessions(SESSIONS));
        SideBySide.warmUp(few.gateway(), toFew, options.warmUp);
        long warm = System.currentTimeMillis();
        SideBySide.warmUp(many.gateway(), toMany, options.nonces);
        Thread.sleep(Math.max(0, warm + FORGOTTEN_MILLIS - System.currentTimeMillis()));
        Comparison comparison = new Comparison("remembered nonces, " + options.nonces + " or some ten thousands");
        for (int round = 0; round < options.rounds; round++) {
            comparison.add("few", few.gateway().run(CONNECTIONS, toFew.small(FEW)));
            comparison.add("many", many.gateway().run(CONNECTIONS, toMany.small(FEW)));
        }
        System.out.print(comparison.table("few"));
        many.gateway().close();
        few.gateway().close();
    }
}
