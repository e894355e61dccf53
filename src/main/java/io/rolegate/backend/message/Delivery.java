package io.rolegate.backend.message;

/** One message handed to one receiver, under the handle it got for it. */
record Delivery(Message message, ReceiptHandle handle) {}
