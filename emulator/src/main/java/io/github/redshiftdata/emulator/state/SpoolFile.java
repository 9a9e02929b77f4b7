package io.github.redshiftdata.emulator.state;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A temporary file of pages. It goes with its last page, once it takes no more of them. */
final class SpoolFile {

    private final FileChannel channel;
    private long size;
    private int pages;
    private boolean sealed;

    private SpoolFile(FileChannel channel) {
        this.channel = channel;
    }

    static SpoolFile create() throws IOException {
        Path path = Files.createTempFile("redshift-data-emulator", ".rows");
        return new SpoolFile(FileChannel.open(
                path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE));
    }

    synchronized long size() {
        return size;
    }

    synchronized Page append(byte[] bytes, int length) throws IOException {
        var buffer = ByteBuffer.wrap(bytes, 0, length);
        while (buffer.hasRemaining()) {
            channel.write(buffer, size + buffer.position());
        }
        var page = new Page(this, size, length);
        size += length;
        pages++;
        return page;
    }

    /** Takes no more pages. */
    synchronized void seal() {
        sealed = true;
        closeIfUnused();
    }

    private synchronized void forget() {
        pages--;
        closeIfUnused();
    }

    private void closeIfUnused() {
        if (sealed && pages == 0) {
            try {
                channel.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private byte[] read(long offset, int length) throws IOException {
        var bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining()) {
            if (channel.read(bytes, offset + bytes.position()) < 0) {
                throw new IOException("The spool file is shorter than its index");
            }
        }
        return bytes.array();
    }

    /** A page in a file. */
    record Page(SpoolFile file, long offset, int length) {

        byte[] read() throws IOException {
            return file.read(offset, length);
        }

        void forget() {
            file.forget();
        }
    }
}
