package io.github.redshiftdata.jdbc.internal.meta;

import io.github.redshiftdata.jdbc.internal.types.RedshiftType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A type as text, with its length: {@code character varying(200)}, {@code decimal(8,2)}, {@code struct<a:int>}.
 *
 * @param name the name that the service uses for the type
 */
record DeclaredType(String name, RedshiftType type, int precision, int scale) {

    /** Type names of data lakes that Redshift does not have, or uses for another type. */
    private static final Map<String, RedshiftType> EXTERNAL_NAMES = Map.of(
            "string", RedshiftType.VARCHAR,
            "tinyint", RedshiftType.SMALLINT,
            "long", RedshiftType.BIGINT,
            "float", RedshiftType.REAL,
            "array", RedshiftType.SUPER,
            "map", RedshiftType.SUPER,
            "struct", RedshiftType.SUPER);

    /** A type as the catalog of Redshift writes it. */
    static DeclaredType of(String text) {
        return of(text, RedshiftType.ofServiceName(baseName(text)));
    }

    /** A type as an external table has it. */
    static DeclaredType ofExternal(String text) {
        var name = baseName(text);
        var type = EXTERNAL_NAMES.get(name);
        return type == null ? of(text) : of(text, type);
    }

    private static DeclaredType of(String text, RedshiftType type) {
        var name = type == RedshiftType.OTHER ? baseName(text) : type.serviceName();
        var numbers = numbers(text);
        if (numbers.isEmpty() || !hasLength(type)) {
            var size = TypeSize.of(type, -1);
            return new DeclaredType(name, type, size.precision(), size.scale());
        }
        return new DeclaredType(name, type, numbers.get(0), numbers.size() > 1 ? numbers.get(1) : 0);
    }

    private static boolean hasLength(RedshiftType type) {
        return switch (type) {
            case VARCHAR, CHAR, VARBYTE, NUMERIC -> true;
            default -> false;
        };
    }

    private static String baseName(String text) {
        var end = 0;
        while (end < text.length() && text.charAt(end) != '(' && text.charAt(end) != '<') {
            end++;
        }
        return text.substring(0, end).strip().toLowerCase(Locale.ROOT);
    }

    /** The numbers in the first parentheses. */
    private static List<Integer> numbers(String text) {
        var open = text.indexOf('(');
        var close = text.indexOf(')', open + 1);
        var numbers = new ArrayList<Integer>();
        if (open >= 0 && close > open) {
            for (var part : text.substring(open + 1, close).split(",", -1)) {
                var digits = part.strip();
                if (!digits.matches("\\d{1,9}")) {
                    return List.of();
                }
                numbers.add(Integer.parseInt(digits));
            }
        }
        return numbers;
    }
}
