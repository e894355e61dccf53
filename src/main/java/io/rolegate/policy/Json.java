package io.rolegate.policy;

import java.util.List;

/** A JSON value as it was written: numbers keep their digits, objects their order and duplicates. */
sealed interface Json {

    /** A text, or a bare number or boolean, which is read as its text (ram.md §1.1). */
    record Text(String value) implements Json {}

    record Items(List<Json> items) implements Json {}

    record Members(List<Member> members) implements Json {}

    record Member(String name, Json value) {}

    enum Null implements Json {
        NULL
    }
}
