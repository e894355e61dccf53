package io.rolegate.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The statements of a document, found by how action and resource begin, so that those that can't match cost nothing.
 * Immutable.
 */
final class StatementIndex {
    static final StatementIndex EMPTY = new StatementIndex(List.of());

    private final List<Statement> statements;
    private final int words;
    private final PrefixIndex actions;
    private final PrefixIndex targets;

    StatementIndex(List<Statement> statements) {
        this.statements = List.copyOf(statements);
        this.words = (statements.size() + Long.SIZE - 1) / Long.SIZE;
        this.actions = index(statement -> statement.actions().beginnings());
        this.targets = index(statement -> statement.target().beginnings());
    }

    private PrefixIndex index(Function<Statement, Stream<Beginning>> beginnings) {
        List<PrefixIndex.Entry> entries = new ArrayList<>();
        for (int i = 0; i < statements.size(); i++) {
            int number = i;
            beginnings
                    .apply(statements.get(i))
                    .forEach(beginning -> entries.add(new PrefixIndex.Entry(beginning, number)));
        }
        return new PrefixIndex(entries);
    }

    List<Statement> all() {
        return statements;
    }

    /** Gives {@code receiver} each statement that covers {@code query}, in the document's order. */
    void forEachThatCovers(Query query, Consumer<Statement> receiver) {
        long[] byAction = new long[words];
        actions.find(query.action(), byAction);
        long[] byTarget = new long[words];
        if (query.resource().isComplete()) {
            targets.find(query.resource().relativeId(), byTarget);
        } else {
            targets.findUnbound(byTarget);
        }
        for (int word = 0; word < words; word++) {
            for (long both = byAction[word] & byTarget[word]; both != 0; both &= both - 1) {
                Statement statement = statements.get(word * Long.SIZE + Long.numberOfTrailingZeros(both));
                if (statement.covers(query)) {
                    receiver.accept(statement);
                }
            }
        }
    }
}
