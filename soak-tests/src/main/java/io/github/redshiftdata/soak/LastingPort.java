package io.github.redshiftdata.soak;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Random;

/**
 * A port of the loopback address that is still free when it is left and taken again: outgoing connections get theirs from
 * 32768 on, and one of them would keep whoever wants to listen there again from it.
 */
public final class LastingPort {

    private static final int LOWEST = 20_000;
    private static final int COUNT = 10_000;

    private LastingPort() {}

    /** One that is free now. */
    public static int free() {
        var first = new Random().nextInt(COUNT);
        for (var number = 0; number < COUNT; number++) {
            var port = LOWEST + (first + number) % COUNT;
            if (isFree(port)) {
                return port;
            }
        }
        throw new IllegalStateException("no port is free from " + LOWEST + " on");
    }

    private static boolean isFree(int port) {
        try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }
}
