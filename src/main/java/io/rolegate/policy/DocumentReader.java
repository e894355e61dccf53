package io.rolegate.policy;

import java.util.ArrayList;
import java.util.List;

/** Reads a whole document: version and statements (ram.md §1.1). */
final class DocumentReader {
    private static final String VERSION = "1";

    private final PolicyKind kind;
    private final OperatorSet operators;
    private final Findings findings = new Findings();
    private List<Statement> statements = List.of();

    private DocumentReader(PolicyKind kind, OperatorSet operators) {
        this.kind = kind;
        this.operators = operators;
    }

    /** Reads {@code json}; what is wrong is among the findings, and then statements may be missing. */
    static DocumentReader read(String json, PolicyKind kind, OperatorSet operators) {
        DocumentReader reader = new DocumentReader(kind, operators);
        JsonReader.read(json, reader.findings).ifPresent(reader::document);
        return reader;
    }

    Findings findings() {
        return findings;
    }

    List<Statement> statements() {
        return statements;
    }

    private void document(Json json) {
        if (!(json instanceof Json.Members members)) {
            findings.malformed(Path.ROOT, "expected an object with Version and Statement");
            return;
        }
        boolean hasVersion = false;
        boolean hasStatement = false;
        for (Json.Member member : members.members()) {
            Path path = Path.ROOT.member(member.name());
            switch (member.name()) {
                case "Version" -> {
                    hasVersion = true;
                    version(member.value(), path);
                }
                case "Statement" -> {
                    hasStatement = true;
                    statements = statements(member.value(), path);
                }
                default -> findings.malformed(path, "expected only Version and Statement");
            }
        }
        if (!hasVersion) {
            findings.malformed(Path.ROOT, "expected Version \"1\"");
        }
        if (!hasStatement) {
            findings.malformed(Path.ROOT, "expected Statement, a list");
        }
    }

    private void version(Json value, Path path) {
        if (!(value instanceof Json.Text text) || !text.value().equals(VERSION)) {
            findings.malformed(path, "expected \"1\"");
        }
    }

    private List<Statement> statements(Json value, Path path) {
        if (!(value instanceof Json.Items list) || list.items().isEmpty()) {
            findings.malformed(path, "expected a list of at least one statement");
            return List.of();
        }
        StatementReader reader = new StatementReader(kind, operators, findings);
        List<Statement> read = new ArrayList<>();
        for (int i = 0; i < list.items().size(); i++) {
            reader.read(i, list.items().get(i), path.item(i)).ifPresent(read::add);
        }
        return List.copyOf(read);
    }
}
