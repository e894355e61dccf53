package io.rolegate.gateway;

import io.rolegate.api.DiagnosticMessages;
import io.rolegate.audit.AuditLog;
import io.rolegate.gateway.limit.CallLimits;
import io.rolegate.gateway.upstream.UpstreamHealth;
import io.rolegate.identity.Directory;
import io.rolegate.identity.UseLog;
import io.rolegate.metrics.GatewayMeters;
import io.rolegate.policy.PolicyEngine;
import io.rolegate.replay.NonceRegistry;
import io.rolegate.sts.SessionLiveness;
import io.rolegate.sts.SessionVerifier;
import io.rolegate.tracing.Tracer;
import io.rolegate.wire.Endpoint;
import java.time.Duration;
import java.time.InstantSource;

/** What all event loops of the gateway share; everything in it is immutable or safe to be used by many threads. */
public record GatewayParts(
        GatewaySettings settings,
        Endpoint endpoint,
        Duration drainLimit,
        ServicesInForce services,
        Directory directory,
        SessionVerifier sessions,
        SessionLiveness liveness,
        UseLog uses,
        NonceRegistry nonces,
        PolicyEngine engine,
        DecisionCache decisions,
        DiagnosticMessages diagnostics,
        FailureThrottle failureThrottle,
        UnsignedThrottle unsignedThrottle,
        CallLimits callLimits,
        NodeLoad load,
        IdentityAssertions assertions,
        UpstreamHealth upstreamHealth,
        AuditLog auditLog,
        GatewayMeters meters,
        Tracer tracer,
        EventLoopBarrier barrier,
        InstantSource clock) {}
