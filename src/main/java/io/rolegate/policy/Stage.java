package io.rolegate.policy;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Layers that decide together: a Deny in any wins, all must allow.
 *
 * @param refusal what is answered in place of anything but an explicit deny, where the request can't be allowed
 */
record Stage(List<Layer> layers, @Nullable Decision refusal) {
    private static final int BYTES = 48;

    Decision decide(ConditionContext context) {
        for (int i = 0; i < layers.size(); i++) {
            Decision denial = layers.get(i).deny(context);
            if (denial != null) {
                return denial;
            }
        }
        if (refusal != null) {
            return refusal;
        }
        Decision first = null;
        for (int i = 0; i < layers.size(); i++) {
            Layer layer = layers.get(i);
            Decision grant = layer.allow(context);
            if (grant == null) {
                return layer.otherwise();
            }
            first = first == null ? grant : first;
        }
        return first == null ? layers.get(0).otherwise() : first;
    }

    /** The decision that holds in every context, or null if there is none such. */
    @Nullable
    Decision constant() {
        for (Layer layer : layers) {
            if (layer.certainDeny() != null) {
                return layer.certainDeny();
            }
        }
        if (layers.stream().anyMatch(Layer::mayDeny)) {
            return null;
        }
        if (refusal != null) {
            return refusal;
        }
        for (Layer layer : layers) {
            if (!layer.mayAllow()) {
                return layer.otherwise();
            }
        }
        return layers.stream().allMatch(layer -> layer.certainAllow() != null)
                ? layers.get(0).certainAllow()
                : null;
    }

    int weight() {
        return BYTES + layers.stream().mapToInt(Layer::weight).sum();
    }
}
