package io.github.redshiftdata.emulator.state;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The pages of one result: in the heap while they are few, in a file of the {@link ResultSpace} from then on. */
final class Spool implements Closeable {

    private final ResultSpace space;
    private final int heapBytes;
    private List<byte[]> inHeap = new ArrayList<>(1);
    private List<SpoolFile.Page> inFile = List.of();
    private long size;
    private boolean closed;

    Spool(ResultSpace space, int heapBytes) {
        this.space = space;
        this.heapBytes = heapBytes;
    }

    /** Appends one page. */
    synchronized void append(byte[] bytes, int length) throws IOException {
        requireOpen();
        space.take(length);
        boolean written = false;
        try {
            if (inFile.isEmpty() && size + length <= heapBytes) {
                inHeap.add(Arrays.copyOf(bytes, length));
            } else {
                moveToFile();
                inFile.add(space.write(bytes, length));
            }
            written = true;
        } finally {
            if (!written) {
                space.give(length);
            }
        }
        size += length;
    }

    private void moveToFile() throws IOException {
        if (inFile.isEmpty()) {
            inFile = new ArrayList<>();
        }
        for (byte[] page : inHeap) {
            inFile.add(space.write(page, page.length));
        }
        inHeap = List.of();
    }

    synchronized int pageCount() {
        return inHeap.size() + inFile.size();
    }

    /** Bytes of all pages, those of a closed spool included. */
    synchronized long size() {
        return size;
    }

    /** Bytes of the pages that lie in the heap. */
    synchronized long heapSize() {
        return inHeap.stream().mapToLong(page -> page.length).sum();
    }

    synchronized boolean closed() {
        return closed;
    }

    synchronized byte[] page(int index) throws IOException {
        requireOpen();
        return inFile.isEmpty() ? inHeap.get(index).clone() : inFile.get(index).read();
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        space.give(size);
        inFile.forEach(SpoolFile.Page::forget);
        inHeap = List.of();
        inFile = List.of();
    }

    private void requireOpen() throws IOException {
        if (closed) {
            throw new IOException("The result has expired");
        }
    }
}
