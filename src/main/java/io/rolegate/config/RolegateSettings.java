package io.rolegate.config;

import io.rolegate.api.Operators;
import io.rolegate.audit.AuditSettings;
import io.rolegate.console.ConsoleSettings;
import io.rolegate.gateway.GatewaySettings;
import io.rolegate.gateway.ManagementVerticle;
import io.rolegate.identity.store.StoreSettings;
import io.rolegate.replay.RedisSettings;
import io.rolegate.replay.ReplaySettings;
import io.rolegate.sts.StsSettings;
import io.rolegate.sts.oidc.OidcSettings;
import io.rolegate.tracing.TracingSettings;
import io.rolegate.wire.DrainSettings;
import io.rolegate.wire.WireLimits;
import java.time.Duration;

/**
 * Everything that can be configured, as each package declares it.
 *
 * @param reloadInterval how often service files are looked at for changes; zero for never
 */
public record RolegateSettings(
        GatewaySettings gateway,
        ConsoleSettings console,
        ManagementVerticle.Settings management,
        WireLimits wire,
        DrainSettings drain,
        StoreSettings store,
        ReplaySettings replay,
        RedisSettings redis,
        StsSettings sts,
        Operators operators,
        OidcSettings oidc,
        AuditSettings audit,
        TracingSettings tracing,
        ServiceSource services,
        Duration reloadInterval) {
    /** The same with other operators. */
    public RolegateSettings with(Operators others) {
        return new RolegateSettings(
                gateway,
                console,
                management,
                wire,
                drain,
                store,
                replay,
                redis,
                sts,
                others,
                oidc,
                audit,
                tracing,
                services,
                reloadInterval);
    }
}
