package io.github.redshiftdata.jdbc.internal.types;

/** A cell with a fixed value. */
record TestCell(Kind kind, Object value) implements Cell {

    static final TestCell NULL = new TestCell(Kind.NULL, "");

    static TestCell of(String text) {
        return new TestCell(Kind.TEXT, text);
    }

    static TestCell of(long number) {
        return new TestCell(Kind.LONG, number);
    }

    static TestCell of(double number) {
        return new TestCell(Kind.DOUBLE, number);
    }

    static TestCell of(boolean truth) {
        return new TestCell(Kind.BOOLEAN, truth);
    }

    static TestCell of(byte[] bytes) {
        return new TestCell(Kind.BLOB, bytes);
    }

    @Override
    public long longValue() {
        return (Long) value;
    }

    @Override
    public double doubleValue() {
        return (Double) value;
    }

    @Override
    public boolean booleanValue() {
        return (Boolean) value;
    }

    @Override
    public String text() {
        return (String) value;
    }

    @Override
    public byte[] blob() {
        return (byte[]) value;
    }
}
