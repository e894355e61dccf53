package io.rolegate.backend.cluster;

import io.rolegate.backend.Caller;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** A kubeconfig as kubectl reads it. The certificates in it are no certificates: there is no such cluster. */
final class Kubeconfig {
    private Kubeconfig() {}

    static String of(Cluster cluster, Caller caller, boolean privateAddress) {
        String user = "kubernetes-" + Integer.toHexString(caller.arn().hashCode());
        return """
                apiVersion: v1
                kind: Config
                clusters:
                - name: kubernetes
                  cluster:
                    server: %s
                    certificate-authority-data: %s
                contexts:
                - name: %s-%s
                  context:
                    cluster: kubernetes
                    user: "%s"
                current-context: %s-%s
                preferences: {}
                users:
                - name: "%s"
                  user:
                    client-certificate-data: %s
                    client-key-data: %s
                """
                .formatted(
                        privateAddress ? cluster.privateEndpoint() : cluster.publicEndpoint(),
                        encoded("CERTIFICATE", "mock authority of " + cluster.id()),
                        user,
                        cluster.id(),
                        user,
                        user,
                        cluster.id(),
                        user,
                        encoded("CERTIFICATE", "mock certificate of " + caller.arn()),
                        encoded("PRIVATE KEY", "mock key"));
    }

    private static String encoded(String kind, String content) {
        Base64.Encoder base64 = Base64.getEncoder();
        String pem = "-----BEGIN " + kind + "-----\n"
                + base64.encodeToString(content.getBytes(StandardCharsets.UTF_8))
                + "\n-----END " + kind + "-----\n";
        return base64.encodeToString(pem.getBytes(StandardCharsets.UTF_8));
    }
}
