package io.github.redshiftdata.emulator.api;

import org.jspecify.annotations.Nullable;

/** An error as the service answers it. */
public final class ServiceException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String type;
    private final int status;
    private final @Nullable String resourceId;

    /**
     * Any error of the service.
     *
     * @param type the name without a namespace, as {@code ValidationException}
     * @param status of HTTP
     * @param message the text that the client sees
     */
    public ServiceException(String type, int status, String message) {
        this(type, status, message, null);
    }

    private ServiceException(String type, int status, String message, @Nullable String resourceId) {
        super(message);
        this.type = type;
        this.status = status;
        this.resourceId = resourceId;
    }

    public static ServiceException validation(String message) {
        return new ServiceException("ValidationException", 400, message);
    }

    public static ServiceException serialization(String message) {
        return new ServiceException("SerializationException", 400, message);
    }

    public static ServiceException notFound(String message, String resourceId) {
        return new ServiceException("ResourceNotFoundException", 400, message, resourceId);
    }

    public static ServiceException throttled() {
        return new ServiceException("ThrottlingException", 400, "Rate exceeded");
    }

    public static ServiceException internal(String message) {
        return new ServiceException("InternalServerException", 500, message);
    }

    /** The name of the error without a namespace. */
    public String type() {
        return type;
    }

    /** The status of HTTP. */
    public int status() {
        return status;
    }

    /** The id that was not found; null for other errors. */
    public @Nullable String resourceId() {
        return resourceId;
    }
}
