package io.rolegate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The versions that {@code rolegate call} sends by itself. */
class ApiVersionsIT {
    @Test
    void everyBuiltInOperationIsCalledInTheVersionOfItsCatalogue() throws Exception {
        Map<String, String> expected = new TreeMap<>();
        try (RunningGateway gateway = RunningGateway.start(Map.of())) {
            gateway.builtIn().forEach(catalogue -> catalogue
                    .operations()
                    .forEach(operation ->
                            expected.merge(operation.name(), catalogue.version(), (one, other) -> ApiVersions.RAM)));
        }
        Map<String, String> sent = new TreeMap<>();
        expected.keySet().forEach(name -> sent.put(name, ApiVersions.of(name)));

        assertThat(sent).isEqualTo(expected).containsEntry("RotateKeys", ApiVersions.OWN);
    }
}
