package io.rolegate.journey;

import com.aliyun.tea.NameInMap;
import com.aliyun.tea.TeaModel;
import com.aliyun.teaopenapi.models.OpenApiRequest;
import com.aliyun.teaopenapi.models.Params;
import com.aliyun.teautil.models.RuntimeOptions;
import io.rolegate.ram.Example;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Any operation of RAM by the official client's own method, or by the official generic call where it has none. */
final class RamSdk {
    private static final String RAM = "2015-05-01";

    private RamSdk() {}

    /** The answer's fields; fails with the SDK's exception where the call is refused. */
    static Map<String, Object> call(Sdk sdk, Example example, Map<String, String> parameters) throws Exception {
        com.aliyun.ram20150501.Client client = sdk.ram();
        String operation = example.operation();
        String name = operation.substring(0, 1).toLowerCase(Locale.ROOT) + operation.substring(1);
        Method method = Arrays.stream(client.getClass().getMethods())
                .filter(candidate -> candidate.getName().equals(name))
                .findFirst()
                .orElse(null);
        return method == null || example.version() != null
                ? generic(sdk, example.version() == null ? RAM : example.version(), operation, parameters)
                : typed(client, method, parameters);
    }

    private static Map<String, Object> typed(
            com.aliyun.ram20150501.Client client, Method method, Map<String, String> parameters) throws Exception {
        Object[] arguments = method.getParameterCount() == 0
                ? new Object[0]
                : new Object[] {request(method.getParameterTypes()[0], parameters)};
        try {
            TeaModel response = (TeaModel) method.invoke(client, arguments);
            return ((TeaModel) Objects.requireNonNull(
                            response.getClass().getMethod("getBody").invoke(response)))
                    .toMap();
        } catch (InvocationTargetException thrown) {
            throw (Exception) thrown.getCause();
        }
    }

    private static Object request(Class<?> type, Map<String, String> parameters) throws ReflectiveOperationException {
        Object request = type.getDeclaredConstructor().newInstance();
        for (Map.Entry<String, String> parameter : parameters.entrySet()) {
            Field field = Arrays.stream(type.getFields())
                    .filter(candidate -> parameter.getKey().equals(nameOf(candidate)))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError(type + " has no " + parameter.getKey()));
            field.set(request, converted(parameter.getValue(), field.getType()));
        }
        return request;
    }

    private static @Nullable String nameOf(Field field) {
        NameInMap name = field.getAnnotation(NameInMap.class);
        return name == null ? null : name.value();
    }

    private static Object converted(String value, Class<?> type) {
        if (type == Boolean.class) {
            return Boolean.valueOf(value);
        }
        if (type == Integer.class) {
            return Integer.valueOf(value);
        }
        return type == Long.class ? Long.valueOf(value) : value;
    }

    static Map<String, Object> generic(Sdk sdk, String version, String operation, Map<String, String> parameters)
            throws Exception {
        Params call = new Params()
                .setAction(operation)
                .setVersion(version)
                .setProtocol("HTTP")
                .setMethod("POST")
                .setPathname("/")
                .setStyle("RPC")
                .setAuthType("AK")
                .setReqBodyType("formData")
                .setBodyType("json");
        Map<String, ?> response =
                sdk.generic().callApi(call, new OpenApiRequest().setQuery(parameters), new RuntimeOptions());
        Map<String, Object> fields = new LinkedHashMap<>();
        ((Map<?, ?>) Objects.requireNonNull(response.get("body")))
                .forEach((field, value) -> fields.put(field.toString(), value));
        return fields;
    }
}
