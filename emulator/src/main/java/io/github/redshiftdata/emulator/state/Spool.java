package io.github.redshiftdata.emulator.state;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Pages of bytes: in the heap while they are few, in a temporary file from then on. */
final class Spool implements Closeable {

    private final int heapBytes;
    private final List<Page> pages = new ArrayList<>();
    private final ByteArrayOutputStream heap = new ByteArrayOutputStream();
    private @Nullable FileChannel file;
    private long size;
    private boolean closed;

    Spool(int heapBytes) {
        this.heapBytes = heapBytes;
    }

    /** Appends one page. */
    synchronized void append(byte[] bytes, int length) throws IOException {
        requireOpen();
        if (file == null && size + length > heapBytes) {
            file = openFile();
            write(file, heap.toByteArray(), heap.size(), 0);
            heap.reset();
        }
        if (file == null) {
            heap.write(bytes, 0, length);
        } else {
            write(file, bytes, length, size);
        }
        pages.add(new Page(size, length));
        size += length;
    }

    synchronized int pageCount() {
        return pages.size();
    }

    synchronized long size() {
        return size;
    }

    synchronized byte[] page(int index) throws IOException {
        requireOpen();
        var page = pages.get(index);
        if (file == null) {
            // The heap part is small, so a copy of all of it is cheap enough.
            return Arrays.copyOfRange(heap.toByteArray(), (int) page.offset, (int) page.offset + page.length);
        }
        var bytes = ByteBuffer.allocate(page.length);
        while (bytes.hasRemaining()) {
            if (file.read(bytes, page.offset + bytes.position()) < 0) {
                throw new IOException("The spool file is shorter than its index");
            }
        }
        return bytes.array();
    }

    @Override
    public synchronized void close() {
        closed = true;
        heap.reset();
        pages.clear();
        if (file != null) {
            try {
                file.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void requireOpen() throws IOException {
        if (closed) {
            throw new IOException("The result has expired");
        }
    }

    private static FileChannel openFile() throws IOException {
        Path path = Files.createTempFile("redshift-data-emulator", ".rows");
        return FileChannel.open(
                path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
    }

    private static void write(FileChannel file, byte[] bytes, int length, long at) throws IOException {
        var buffer = ByteBuffer.wrap(bytes, 0, length);
        while (buffer.hasRemaining()) {
            file.write(buffer, at + buffer.position());
        }
    }

    private record Page(long offset, int length) {}
}
