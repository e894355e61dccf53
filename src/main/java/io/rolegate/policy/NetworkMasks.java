package io.rolegate.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** A list of CIDR blocks and single addresses, written {@code 192.168.0.0/16;10.0.0.0/8}. An empty list admits everybody. */
public final class NetworkMasks {
    /** Every address. */
    public static final NetworkMasks ANY = new NetworkMasks("", List.of());

    private final String text;
    private final List<IpBlock> blocks;

    private NetworkMasks(String text, List<IpBlock> blocks) {
        this.text = text;
        this.blocks = blocks;
    }

    /** The list, or empty where a part of it is neither an address nor a block. */
    public static Optional<NetworkMasks> parse(String text) {
        if (text.isEmpty()) {
            return Optional.of(ANY);
        }
        List<IpBlock> blocks = new ArrayList<>();
        for (String mask : text.split(";", -1)) {
            IpBlock block = IpBlock.parse(mask);
            if (block == null) {
                return Optional.empty();
            }
            blocks.add(block);
        }
        return Optional.of(new NetworkMasks(text, List.copyOf(blocks)));
    }

    /** Whether the address is in the list; what is no address is in none but the empty one. */
    public boolean admit(String address) {
        if (blocks.isEmpty()) {
            return true;
        }
        IpAddress parsed = IpAddress.parse(address);
        return parsed != null && blocks.stream().anyMatch(block -> block.contains(parsed));
    }

    /** How many masks there are. */
    public int size() {
        return blocks.size();
    }

    /** The list as it was written. */
    @Override
    public String toString() {
        return text;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NetworkMasks masks && masks.text.equals(text);
    }

    @Override
    public int hashCode() {
        return Objects.hash(text);
    }
}
