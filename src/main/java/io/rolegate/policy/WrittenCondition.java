package io.rolegate.policy;

import java.util.List;

/** A condition as its author wrote it. */
record WrittenCondition(String operator, String key, List<String> values) {}
