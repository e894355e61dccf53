package io.rolegate.bench;

import java.nio.ByteBuffer;

/**
 * One request as it goes over the wire, and the status that is right for it.
 *
 * @param body shared by all who send the same
 */
public record Call(byte[] head, ByteBuffer body, int expectedStatus) {
    ByteBuffer[] buffers() {
        return new ByteBuffer[] {ByteBuffer.wrap(head), body.duplicate()};
    }
}
