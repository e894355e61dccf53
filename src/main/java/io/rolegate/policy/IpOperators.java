package io.rolegate.policy;

import java.util.Map;

/** Whether an address lies in a block. */
final class IpOperators {
    private IpOperators() {}

    static Map<String, ConditionOperator<?, ?>> all() {
        ConditionOperator<IpAddress, IpBlock> within = new ConditionOperator<>(
                false,
                ValueType.ADDRESS,
                IpAddress::parse,
                IpBlock::parse,
                (address, block) -> block.contains(address));
        return Map.of("IpAddress", within, "NotIpAddress", within.not());
    }
}
