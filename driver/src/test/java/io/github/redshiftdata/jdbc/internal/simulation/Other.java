package io.github.redshiftdata.jdbc.internal.simulation;

import java.time.Duration;

/** A second thread of a program, on the same connection. */
final class Other {

    private static final Duration FOREVER = Duration.ofDays(1);

    private final Stage stage;
    private final String name;
    private boolean over;
    private boolean well;

    Other(Stage stage, String name) {
        this.stage = stage;
        this.name = name;
    }

    void start(Runnable work) {
        var me = stage.world.time().me();
        stage.alone(false);
        stage.world.time().spawn(stage.name + " " + name, () -> {
            try {
                work.run();
            } finally {
                over = true;
                stage.world.time().wake(me);
            }
        });
    }

    void succeeded() {
        well = true;
    }

    /** Waits for its end; tells whether it succeeded. */
    boolean join() {
        stage.world.time().inTurn();
        stage.attackers().show(null);
        while (!over) {
            stage.world.time().passUnlessWoken(FOREVER);
        }
        stage.alone(true);
        return well;
    }
}
