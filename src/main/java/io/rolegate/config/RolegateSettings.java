package io.rolegate.config;

import io.rolegate.audit.AuditSettings;
import io.rolegate.gateway.GatewaySettings;
import io.rolegate.gateway.ManagementVerticle;
import io.rolegate.gateway.service.ServiceDefinition;
import io.rolegate.identity.store.StoreSettings;
import io.rolegate.replay.RedisSettings;
import io.rolegate.replay.ReplaySettings;
import io.rolegate.sts.StsSettings;
import io.rolegate.sts.oidc.OidcSettings;
import io.rolegate.wire.DrainSettings;
import io.rolegate.wire.ListenerSettings;
import io.rolegate.wire.WireLimits;
import java.util.List;

/** Everything that can be configured, as each package declares it. */
public record RolegateSettings(
        GatewaySettings gateway,
        ListenerSettings console,
        ManagementVerticle.Settings management,
        WireLimits wire,
        DrainSettings drain,
        StoreSettings store,
        ReplaySettings replay,
        RedisSettings redis,
        StsSettings sts,
        OidcSettings oidc,
        AuditSettings audit,
        List<ServiceDefinition> services) {
    public RolegateSettings {
        services = List.copyOf(services);
    }
}
