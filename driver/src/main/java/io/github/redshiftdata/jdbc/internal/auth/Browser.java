package io.github.redshiftdata.jdbc.internal.auth;

import java.awt.Desktop;
import java.awt.GraphicsEnvironment;
import java.io.IOException;
import java.net.URI;

/** Opens a page for the person in front of this machine. */
@FunctionalInterface
interface Browser {

    /** Whether a browser was asked to show the page. */
    boolean open(URI page);

    /** The browser of the desktop. The JDK's module for it may be left out, and there may be no desktop. */
    static boolean ofTheDesktop(URI page) {
        try {
            if (!GraphicsEnvironment.isHeadless()
                    && Desktop.isDesktopSupported()
                    && Desktop.getDesktop().isSupported(Desktop.Action.BROWSE)) {
                Desktop.getDesktop().browse(page);
                return true;
            }
        } catch (IOException | RuntimeException | LinkageError none) {
            // The page is shown as text.
        }
        return false;
    }
}
