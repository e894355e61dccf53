package io.rolegate.ram;

import io.rolegate.identity.DirectoryException;
import io.rolegate.identity.DirectoryException.Kind;
import io.rolegate.identity.Page;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** Entities of one kind by account and name, ignoring case. */
final class MemoryTable<T> {
    private final Map<String, T> rows = new TreeMap<>();
    private final String entity;
    private final Function<T, String> name;

    MemoryTable(String entity, Function<T, String> name) {
        this.entity = entity;
        this.name = name;
    }

    Optional<T> find(String account, String rowName) {
        return Optional.ofNullable(rows.get(key(account, rowName)));
    }

    T require(String account, String rowName) {
        return find(account, rowName).orElseThrow(() -> refusal(Kind.NOT_EXIST, entity));
    }

    T add(String account, T row) {
        if (rows.putIfAbsent(key(account, name.apply(row)), row) != null) {
            throw refusal(Kind.ALREADY_EXISTS, entity);
        }
        return row;
    }

    T replace(String account, String oldName, T row) {
        T old = require(account, oldName);
        rows.remove(key(account, oldName));
        if (rows.containsKey(key(account, name.apply(row)))) {
            rows.put(key(account, oldName), old);
            throw refusal(Kind.ALREADY_EXISTS, entity);
        }
        rows.put(key(account, name.apply(row)), row);
        return row;
    }

    void delete(String account, String rowName) {
        require(account, rowName);
        rows.remove(key(account, rowName));
    }

    List<T> all(String account) {
        return rows.entrySet().stream()
                .filter(row -> row.getKey().startsWith(account + "/"))
                .map(Map.Entry::getValue)
                .toList();
    }

    Page<T> page(String account, Page.Request request) {
        return page(all(account), name, request);
    }

    static <T> Page<T> page(List<T> all, Function<T, String> name, Page.Request request) {
        String marker = request.marker();
        List<T> rest = all.stream()
                .filter(row -> marker == null || name.apply(row).compareToIgnoreCase(marker) >= 0)
                .toList();
        return rest.size() <= request.maxItems()
                ? new Page<>(rest, null)
                : new Page<>(rest.subList(0, request.maxItems()), name.apply(rest.get(request.maxItems())));
    }

    static DirectoryException refusal(Kind kind, String entity) {
        return new DirectoryException(kind, entity, kind + " " + entity);
    }

    private static String key(String account, String rowName) {
        return account + "/" + rowName.toLowerCase(Locale.ROOT);
    }
}
