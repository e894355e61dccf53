package io.rolegate.backend.message;

/** The message service's error codes, spelled as its SDKs know them, with their HTTP status (ram.md §7). */
enum MnsError {
    ACCESS_DENIED("AccessDenied", 401),
    INTERNAL_ERROR("InternalError", 500),
    INVALID_ARGUMENT("InvalidArgument", 400),
    INVALID_QUERY_STRING("InvalidQueryString", 400),
    INVALID_QUEUE_NAME("InvalidQueueName", 400),
    INVALID_REQUEST_URL("InvalidRequestURL", 400),
    MALFORMED_XML("MalformedXML", 400),
    MESSAGE_NOT_EXIST("MessageNotExist", 404),
    MISSING_RECEIPT_HANDLE("MissingReceiptHandle", 400),
    MISSING_VISIBILITY_TIMEOUT("MissingVisibilityTimeout", 400),
    QPS_LIMIT_EXCEEDED("QpsLimitExceeded", 503),
    QUEUE_ALREADY_EXIST("QueueAlreadyExist", 409),
    QUEUE_NAME_LENGTH("QueueNameLengthError", 400),
    QUEUE_NOT_EXIST("QueueNotExist", 404),
    RECEIPT_HANDLE_ERROR("ReceiptHandleError", 400),
    SERVICE_UNAVAILABLE("ServiceUnavailable", 503),
    SUBSCRIPTION_ALREADY_EXIST("SubscriptionAlreadyExist", 409),
    SUBSCRIPTION_NAME_INVALID("SubscriptionNameInvalid", 400),
    SUBSCRIPTION_NOT_EXIST("SubscriptionNotExist", 404),
    TOPIC_ALREADY_EXIST("TopicAlreadyExist", 409),
    TOPIC_NAME_INVALID("TopicNameInvalid", 400),
    TOPIC_NOT_EXIST("TopicNotExist", 404);

    private final String code;
    private final int status;

    MnsError(String code, int status) {
        this.code = code;
        this.status = status;
    }

    String code() {
        return code;
    }

    int status() {
        return status;
    }

    MnsException because(String message) {
        return new MnsException(this, message);
    }
}
