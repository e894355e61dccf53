package io.rolegate.policy;

import java.util.ArrayList;
import java.util.List;

/** The checks of documents that are about to be written (ram.md §1.1, §1.7). */
public final class PolicyValidator {
    private PolicyValidator() {}

    /** Everything that is wrong with {@code json}, with all operators known here. Never throws. */
    public static List<Finding> findings(String json, PolicyKind kind) {
        return findings(json, kind, OperatorSet.EXTENDED);
    }

    /**
     * Everything that is wrong with {@code json}: size, JSON, duplicate keys, grammar, and values that can't have an
     * effect, such as an address that is none. Reports a hundred findings or so. Never throws.
     */
    public static List<Finding> findings(String json, PolicyKind kind, OperatorSet operators) {
        List<Finding> findings = new ArrayList<>();
        int characters = json.codePointCount(0, json.length());
        if (characters > kind.maxCharacters()) {
            findings.add(new Finding(
                    Path.ROOT.toString(),
                    "expected at most " + kind.maxCharacters() + " characters in a " + kind.wireName()
                            + " policy, found " + characters));
        }
        findings.addAll(DocumentReader.read(json, kind, operators).findings().toList());
        return List.copyOf(findings);
    }
}
