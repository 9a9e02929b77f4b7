package io.github.redshiftdata.jdbc.internal.log;

import io.github.redshiftdata.jdbc.internal.trace.Call;
import io.github.redshiftdata.jdbc.internal.trace.LineSink;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * A file of log lines. Several connections, threads and JVMs may write to one file: each line is appended by one write to a
 * file that is opened for it, so that lines are never mixed, and whoever finds the file full moves it aside.
 */
public final class LogFile implements LineSink {

    /** The size from which the file is moved aside. */
    public static final long LARGEST = 10L << 20;

    /** How many files that were moved aside are kept, as FILE.1 to FILE.4. */
    public static final int KEPT = 4;

    /**
     * Held by the thread of this JVM that moves files. A second one must not even open the lock file: to close it would
     * give back the lock that this JVM holds against the others.
     */
    private static final ReentrantLock MOVING = new ReentrantLock();

    private final Path path;
    private final Level level;
    private final Clock clock;
    private final long largest;
    private final Consumer<IOException> complaints;
    private final AtomicBoolean complained = new AtomicBoolean();

    /**
     * A file that is not opened yet.
     *
     * @param level the lightest lines that are written
     * @param complaints is told of the first line that could not be written
     */
    public LogFile(Path path, Level level, Clock clock, Consumer<IOException> complaints) {
        this(path, level, clock, LARGEST, complaints);
    }

    LogFile(Path path, Level level, Clock clock, long largest, Consumer<IOException> complaints) {
        this.path = path;
        this.level = level;
        this.clock = clock;
        this.largest = largest;
        this.complaints = complaints;
    }

    /**
     * Makes sure that lines can be written.
     *
     * @throws IOException if not; its message may be the name of the file alone
     */
    public void open() throws IOException {
        append(new byte[0]);
    }

    @Override
    public boolean takes(Level weight) {
        return weight.compareTo(level) <= 0;
    }

    @Override
    public void line(Level weight, String about, String text) {
        if (!takes(weight)) {
            return;
        }
        var subject = Call.subject();
        var line = clock.instant().truncatedTo(ChronoUnit.MILLIS) + " " + weight + " ["
                + ProcessHandle.current().pid() + " " + Thread.currentThread().getName() + "] "
                + (subject.isEmpty() ? "-" : subject) + " " + about + ": " + oneLine(text) + "\n";
        try {
            append(line.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            if (complained.compareAndSet(false, true)) {
                complaints.accept(e);
            }
        }
    }

    private static String oneLine(String text) {
        return text.replace("\r", "\\r").replace("\n", "\\n");
    }

    private void append(byte[] line) throws IOException {
        create();
        if (size() + line.length > largest && MOVING.tryLock()) {
            try {
                moveAside();
            } finally {
                MOVING.unlock();
            }
        }
        // A stream, since an interrupt of the thread would close a channel.
        try (var file = new FileOutputStream(path.toFile(), true)) {
            file.write(line);
        }
    }

    /** Only its owner may read it: the text of a statement may hold what is not for others. */
    private void create() throws IOException {
        if (Files.exists(path)) {
            return;
        }
        try {
            if (path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                var owner = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
                Files.createFile(path, owner);
            } else {
                Files.createFile(path);
            }
        } catch (FileAlreadyExistsException meanwhile) {
            // Another one has made it.
        }
    }

    /**
     * Moves the file to FILE.1 and those before it on, if it is still full. Where another one does that just now, the line
     * goes to whichever file it finds.
     */
    private void moveAside() throws IOException {
        var lock = path.resolveSibling(path.getFileName() + ".lck");
        try (var guard = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var held = guard.tryLock()) {
            if (held == null || size() < largest / 2) {
                return;
            }
            for (var number = KEPT - 1; number >= 0; number--) {
                if (Files.exists(numbered(number))) {
                    Files.move(numbered(number), numbered(number + 1), StandardCopyOption.REPLACE_EXISTING);
                }
            }
        } catch (OverlappingFileLockException anotherCopyOfTheDriver) {
            // It moves them.
        }
        create();
    }

    private long size() throws IOException {
        try {
            return Files.size(path);
        } catch (NoSuchFileException movedAside) {
            return 0;
        }
    }

    private Path numbered(int number) {
        return number == 0 ? path : path.resolveSibling(path.getFileName() + "." + number);
    }
}
