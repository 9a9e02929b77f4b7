package io.github.redshiftdata.emulator.engine;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A directory with all that is in it. */
final class DirectoryTree {

    private static final Logger LOG = LoggerFactory.getLogger(DirectoryTree.class);

    private DirectoryTree() {}

    /**
     * Copies what is in a directory.
     *
     * @param target is there and empty
     * @return how many files there were and how many bytes
     */
    static String copy(Path source, Path target) throws IOException {
        long[] extent = new long[2];
        Files.walkFileTree(source, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
                    throws IOException {
                if (!directory.equals(source)) {
                    Files.createDirectory(target.resolve(source.relativize(directory)));
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.copy(file, target.resolve(source.relativize(file)));
                extent[0]++;
                extent[1] += attributes.size();
                return FileVisitResult.CONTINUE;
            }
        });
        return extent[0] + " files of " + extent[1] + " bytes";
    }

    /** What cannot be deleted is left. */
    static void delete(Path directory) {
        try {
            Files.walkFileTree(directory, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.deleteIfExists(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException e) {
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException e) throws IOException {
                    Files.deleteIfExists(visited);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            LOG.debug("Could not delete {}", directory, e);
        }
    }
}
