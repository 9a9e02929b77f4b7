package io.github.redshiftdata.jdbc;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Shows a person where to sign in with IAM Identity Center: a program with a window of its own shows it there.
 *
 * @see RedshiftDataDataSource#setSsoPrompt
 */
@FunctionalInterface
public interface RedshiftDataSignInPrompt {

    /**
     * Called once for each sign-in, in a thread of the driver, before it waits for the person. It must not wait itself.
     *
     * @param address the page to open
     * @param code what to compare with the page, or to type there; null where the driver waits for the browser of this
     *     machine
     */
    void show(URI address, @Nullable String code);
}
