package io.rolegate.identity.transfer;

import io.rolegate.identity.transfer.Plan.Kind;
import io.rolegate.identity.transfer.PlanBuilder.Part;
import java.util.Map;
import java.util.Optional;

/** Compares the entities of one kind, name by name. */
abstract class EntityComparison<T> {
    protected final String accountId;
    protected final PlanBuilder plan;
    private final String section;
    private final String noun;

    /**
     * @param section the key of the kind in account files
     * @param noun what people call one
     */
    EntityComparison(String accountId, PlanBuilder plan, String section, String noun) {
        this.accountId = accountId;
        this.plan = plan;
        this.section = section;
        this.noun = noun;
    }

    final void compare(Section<T> present, Section<T> wanted) {
        wanted.items().forEach((name, entity) -> {
            Optional<Map.Entry<String, T>> found = present.find(name);
            if (found.isPresent()) {
                Part part = plan.part(Kind.CHANGE, noun + " " + name, section, name);
                change(part, found.get().getKey(), found.get().getValue(), name, entity);
            } else {
                add(name, entity);
            }
        });
        present.items().forEach((name, entity) -> {
            if (!wanted.has(name) && plan.removes(wanted.isStated())) {
                remove(plan.part(Kind.REMOVE, noun + " " + name, section), name, entity);
            }
        });
    }

    private void add(String name, T entity) {
        if (canAdd(name, entity)) {
            add(plan.part(Kind.ADD, noun + " " + name, section, name), name, entity);
        }
    }

    /** Whether it can be made of what the image says; notes why not. */
    boolean canAdd(String name, T entity) {
        return true;
    }

    abstract void add(Part part, String name, T entity);

    /** @param oldName the same name, but maybe in another case */
    abstract void change(Part part, String oldName, T before, String name, T after);

    abstract void remove(Part part, String name, T entity);
}
