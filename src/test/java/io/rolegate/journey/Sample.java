package io.rolegate.journey;

import io.rolegate.signature.Dialect;
import io.rolegate.signature.UnsignedRequest;
import java.util.Map;

/** A harmless call in each dialect, style and format. */
enum Sample {
    RPC_QUERY(Dialect.RPC, "application/json"),
    RPC_FORM(Dialect.RPC, "application/json"),
    RPC_XML(Dialect.RPC, "text/xml"),
    ACS3_RPC(Dialect.ACS3, "application/json"),
    ACS3_ROA(Dialect.ACS3, "application/json"),
    ROA(Dialect.ROA, "application/json"),
    MESSAGE_SERVICE(Dialect.MNS, "text/xml");

    private static final String STS = "2015-04-01";
    private static final String CLUSTERS = "2015-12-15";
    private static final String MESSAGES = "2015-06-06";

    private final Dialect dialect;
    private final String errorType;

    Sample(Dialect dialect, String errorType) {
        this.dialect = dialect;
        this.errorType = errorType;
    }

    /** The media type in which its errors come. */
    String errorType() {
        return errorType;
    }

    boolean isMessageService() {
        return this == MESSAGE_SERVICE;
    }

    UnsignedRequest request() {
        return switch (this) {
            case RPC_QUERY, ACS3_RPC -> identity("POST").build();
            case RPC_FORM -> identity("POST").form("Format", "JSON").build();
            case RPC_XML -> identity("GET").query("Format", "XML").build();
            case ACS3_ROA, ROA -> get("/api/v1/clusters", CLUSTERS);
            case MESSAGE_SERVICE -> get("/queues", MESSAGES);
        };
    }

    /** The request line's target without credentials. */
    String unsignedTarget() {
        return switch (this) {
            case RPC_QUERY, RPC_FORM -> "/?Action=GetCallerIdentity&Version=" + STS;
            case RPC_XML -> "/?Action=GetCallerIdentity&Format=XML&Version=" + STS;
            case ACS3_RPC -> "/";
            case ACS3_ROA, ROA -> "/api/v1/clusters";
            case MESSAGE_SERVICE -> "/queues";
        };
    }

    /** What a client of the dialect sends besides its credentials. */
    Map<String, String> unsignedHeaders() {
        return switch (this) {
            case RPC_QUERY, RPC_FORM, RPC_XML -> Map.of();
            case ACS3_RPC -> Map.of("x-acs-action", "GetCallerIdentity", "x-acs-version", STS);
            case ACS3_ROA -> Map.of("x-acs-version", CLUSTERS);
            case ROA -> Map.of("x-acs-version", CLUSTERS, "x-acs-signature-version", "1.0");
            case MESSAGE_SERVICE -> Map.of("x-mns-version", MESSAGES);
        };
    }

    private UnsignedRequest.Builder identity(String method) {
        return UnsignedRequest.builder(dialect, method, "/")
                .action("GetCallerIdentity")
                .version(STS);
    }

    private UnsignedRequest get(String path, String version) {
        return UnsignedRequest.builder(dialect, "GET", path).version(version).build();
    }
}
