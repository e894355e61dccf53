package io.rolegate.backend.cluster;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads a JSON body's fields by type; ErrorParamFormat names the field that is not as it must be. */
record Fields(JsonObject json) {
    private static final int MAX_TEXT = 1024;
    private static final int MAX_LIST = 100;

    Optional<String> text(String name) {
        return text(name, MAX_TEXT);
    }

    Optional<String> text(String name, int maxCharacters) {
        return read(name, String.class, "text").map(value -> {
            if (value.length() > maxCharacters) {
                throw ClusterError.PARAM_FORMAT.because(name + " has more than " + maxCharacters + " characters");
            }
            return value;
        });
    }

    Optional<Boolean> flag(String name) {
        return read(name, Boolean.class, "true or false");
    }

    Optional<Integer> number(String name, int min, int max) {
        Optional<Number> number = read(name, Number.class, "a number");
        number.ifPresent(value -> {
            if (value.doubleValue() != value.intValue() || value.intValue() < min || value.intValue() > max) {
                throw ClusterError.PARAM_FORMAT.because(name + " should be a whole number from " + min + " to " + max);
            }
        });
        return number.map(Number::intValue);
    }

    Fields object(String name) {
        return new Fields(read(name, JsonObject.class, "an object").orElseGet(JsonObject::new));
    }

    List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        for (Object item : array(name)) {
            if (!(item instanceof String text) || text.length() > MAX_TEXT) {
                throw ClusterError.PARAM_FORMAT.because(name + " should be a list of texts");
            }
            texts.add(text);
        }
        return texts;
    }

    /** Tags as {@code {key, value}} pairs, and nothing else of what was sent. */
    JsonArray tags(String name) {
        List<Fields> objects = new ArrayList<>();
        for (Object item : array(name)) {
            if (!(item instanceof JsonObject object)) {
                throw ClusterError.PARAM_FORMAT.because(name + " should be a list of {key, value}");
            }
            objects.add(new Fields(object));
        }
        return tags(objects);
    }

    static JsonArray tags(List<Fields> objects) {
        JsonArray tags = new JsonArray();
        for (Fields tag : objects) {
            tags.add(new JsonObject()
                    .put("key", tag.text("key").orElse(""))
                    .put("value", tag.text("value").orElse("")));
        }
        return tags;
    }

    private JsonArray array(String name) {
        JsonArray array = read(name, JsonArray.class, "a list").orElseGet(JsonArray::new);
        if (array.size() > MAX_LIST) {
            throw ClusterError.PARAM_FORMAT.because(name + " has more than " + MAX_LIST + " entries");
        }
        return array;
    }

    private <T> Optional<T> read(String name, Class<T> type, String expected) {
        Object value = json.getValue(name);
        if (value != null && !type.isInstance(value)) {
            throw ClusterError.PARAM_FORMAT.because(name + " should be " + expected);
        }
        return Optional.ofNullable(type.cast(value));
    }
}
