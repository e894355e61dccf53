package io.rolegate.gateway.service;

import io.rolegate.gateway.service.OperationIndex.ByValue;
import io.rolegate.gateway.service.OperationIndex.Choice;
import io.rolegate.gateway.service.OperationIndex.Entry;
import io.rolegate.gateway.service.OperationIndex.Few;
import io.rolegate.signature.CallView;
import io.rolegate.signature.Parameter;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Builds choices among operations of the same path, so that their number does not count when a request is matched. */
final class Choices {
    private static final int FEW = 4;

    private Choices() {}

    /** A parameter or header by which operations can be told apart. */
    record Key(String name, boolean isHeader) {
        @Nullable
        String valueIn(CallView call) {
            return isHeader ? Conditions.header(call, name) : parameter(call.query());
        }

        private @Nullable String parameter(List<Parameter> query) {
            for (int index = 0; index < query.size(); index++) {
                if (query.get(index).name().equals(name)) {
                    return query.get(index).value();
                }
            }
            return null;
        }

        /** The one value that the operation demands, or null where it takes several. */
        private @Nullable String demandedBy(Entry entry) {
            Conditions conditions = entry.conditions();
            String value = (isHeader ? conditions.headers() : conditions.query()).get(name);
            return value == null || value.equals(Conditions.ANY) ? null : value;
        }
    }

    /** @param used keys by which these operations were told apart already */
    static Choice among(List<Entry> entries, Set<Key> used) {
        Key key = entries.size() <= FEW ? null : mostDemanded(entries, used);
        if (key == null) {
            return new Few(List.copyOf(entries));
        }
        Set<Key> now = new LinkedHashSet<>(used);
        now.add(key);
        Set<String> values = new LinkedHashSet<>();
        entries.forEach(entry -> {
            String value = key.demandedBy(entry);
            if (value != null) {
                values.add(value);
            }
        });
        Map<String, Choice> byValue = new HashMap<>();
        for (String value : values) {
            byValue.put(value, among(taking(entries, key, value), now));
        }
        return new ByValue(key, byValue, among(taking(entries, key, null), now));
    }

    private static List<Entry> taking(List<Entry> entries, Key key, @Nullable String value) {
        return entries.stream()
                .filter(entry -> {
                    String demanded = key.demandedBy(entry);
                    return demanded == null || demanded.equals(value);
                })
                .toList();
    }

    private static @Nullable Key mostDemanded(List<Entry> entries, Set<Key> used) {
        Map<Key, Integer> demands = new LinkedHashMap<>();
        for (Entry entry : entries) {
            Set<Key> keys = entry.conditions().query().keySet().stream()
                    .map(name -> new Key(name, false))
                    .collect(Collectors.toCollection(LinkedHashSet::new));
            entry.conditions().headers().keySet().forEach(name -> keys.add(new Key(name, true)));
            keys.removeIf(key -> used.contains(key) || key.demandedBy(entry) == null);
            keys.forEach(key -> demands.merge(key, 1, Integer::sum));
        }
        return demands.entrySet().stream()
                .filter(demand -> demand.getValue() > 1)
                .max(Comparator.comparingInt(Map.Entry::getValue))
                .map(Map.Entry::getKey)
                .orElse(null);
    }
}
