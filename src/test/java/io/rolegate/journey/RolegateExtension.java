package io.rolegate.journey;

import io.rolegate.cli.RunningGateway;
import java.util.Map;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Starts the gateway once for a test class and hands out {@link RunningGateway}, {@link Cast} and {@link Wire}. */
final class RolegateExtension implements BeforeAllCallback, AfterAllCallback, ParameterResolver {
    private static final ExtensionContext.Namespace NAMESPACE =
            ExtensionContext.Namespace.create(RolegateExtension.class);

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        RunningGateway gateway = RunningGateway.start(Map.of());
        context.getStore(NAMESPACE).put(RunningGateway.class, gateway);
        context.getStore(NAMESPACE).put(Cast.class, new Cast(gateway));
        context.getStore(NAMESPACE).put(Wire.class, Wire.to(gateway.gateway(), gateway.clock()));
    }

    @Override
    public void afterAll(ExtensionContext context) throws Exception {
        Wire wire = context.getStore(NAMESPACE).remove(Wire.class, Wire.class);
        if (wire != null) {
            wire.close();
        }
        RunningGateway gateway = context.getStore(NAMESPACE).remove(RunningGateway.class, RunningGateway.class);
        if (gateway != null) {
            gateway.close();
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == RunningGateway.class || type == Cast.class || type == Wire.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getStore(NAMESPACE).get(parameter.getParameter().getType());
    }
}
