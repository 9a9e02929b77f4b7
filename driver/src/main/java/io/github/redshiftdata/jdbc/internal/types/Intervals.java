package io.github.redshiftdata.jdbc.internal.types;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Period;
import java.util.regex.Pattern;

/** Reads intervals: "1 years 2 mons", "1 days 2 hours 3 mins 4.0 secs", "1 day 02:03:04.5", "-3 days". */
final class Intervals {

    private static final Pattern PART = Pattern.compile("\\s*([+-]?\\d+(?:\\.\\d+)?)\\s*([a-z]+)");
    private static final Pattern CLOCK = Pattern.compile("\\s*([+-]?)(\\d+):(\\d\\d)(?::(\\d\\d(?:\\.\\d+)?))?");
    private static final int NANO_DIGITS = 9;
    private static final BigDecimal SECONDS_PER_DAY = BigDecimal.valueOf(86_400);

    /** The server writes a few dozen characters. */
    private static final int LONGEST_TEXT = 200;

    private final String text;
    private long months;
    private long days;
    private BigDecimal seconds = BigDecimal.ZERO;

    private Intervals(String text) {
        this.text = text;
    }

    static Duration toDuration(String text) throws ConversionException {
        var interval = parse(text);
        if (interval.months != 0) {
            throw ConversionException.cannotCoerce(text, "java.time.Duration: months have no fixed length");
        }
        var total = BigDecimal.valueOf(interval.days)
                .multiply(SECONDS_PER_DAY)
                .add(interval.seconds)
                .setScale(NANO_DIGITS, RoundingMode.DOWN);
        var seconds = total.setScale(0, RoundingMode.FLOOR);
        try {
            return Duration.ofSeconds(
                    seconds.longValueExact(),
                    total.subtract(seconds).movePointRight(NANO_DIGITS).longValueExact());
        } catch (ArithmeticException e) {
            throw ConversionException.outOfRange(text, "java.time.Duration");
        }
    }

    static Period toPeriod(String text) throws ConversionException {
        var interval = parse(text);
        if (interval.seconds.signum() != 0) {
            throw ConversionException.cannotCoerce(text, "java.time.Period: it has hours, minutes or seconds");
        }
        try {
            return Period.ofMonths(Math.toIntExact(interval.months))
                    .normalized()
                    .plusDays(interval.days);
        } catch (ArithmeticException e) {
            throw ConversionException.outOfRange(text, "java.time.Period");
        }
    }

    private static Intervals parse(String text) throws ConversionException {
        if (text.length() > LONGEST_TEXT) {
            throw ConversionException.badTemporal(text, "interval");
        }
        var interval = new Intervals(text);
        try {
            interval.read();
        } catch (ArithmeticException | NumberFormatException e) {
            throw ConversionException.badTemporal(text, "interval");
        }
        return interval;
    }

    private void read() throws ConversionException {
        var part = PART.matcher(text);
        var clock = CLOCK.matcher(text);
        int position = 0;
        int end = text.stripTrailing().length();
        while (position < end) {
            if (clock.region(position, end).lookingAt()) {
                addClock(clock.group(1), clock.group(2), clock.group(3), clock.group(4) == null ? "0" : clock.group(4));
                position = clock.end();
            } else if (part.region(position, end).lookingAt()) {
                add(new BigDecimal(part.group(1)), part.group(2));
                position = part.end();
            } else {
                throw ConversionException.badTemporal(text, "interval");
            }
        }
        if (end == 0) {
            throw ConversionException.badTemporal(text, "interval");
        }
    }

    private void addClock(String sign, String hours, String minutes, String secs) {
        var total = new BigDecimal(hours)
                .multiply(BigDecimal.valueOf(3600))
                .add(new BigDecimal(minutes).multiply(BigDecimal.valueOf(60)))
                .add(new BigDecimal(secs));
        seconds = sign.equals("-") ? seconds.subtract(total) : seconds.add(total);
    }

    private void add(BigDecimal amount, String unit) throws ConversionException {
        switch (unit) {
            case "year", "years" -> months = Math.addExact(months, Math.multiplyExact(amount.longValueExact(), 12L));
            case "mon", "mons", "month", "months" -> months = Math.addExact(months, amount.longValueExact());
            case "week", "weeks" -> days = Math.addExact(days, Math.multiplyExact(amount.longValueExact(), 7L));
            case "day", "days" -> days = Math.addExact(days, amount.longValueExact());
            case "hour", "hours" -> seconds = seconds.add(amount.multiply(BigDecimal.valueOf(3600)));
            case "min", "mins", "minute", "minutes" -> seconds = seconds.add(amount.multiply(BigDecimal.valueOf(60)));
            case "sec", "secs", "second", "seconds" -> seconds = seconds.add(amount);
            default -> throw ConversionException.badTemporal(text, "interval");
        }
    }
}
