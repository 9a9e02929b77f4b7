package io.github.redshiftdata.jdbc.internal.sql;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The reserved words of Redshift. */
public final class Keywords {

    /** Reserved by SQL:2003 as well. */
    private static final List<String> STANDARD = words(
            """
            all and any array as authorization between binary both case cast check collate column constraint create
            cross current_date current_time current_timestamp current_user default distinct else end except false for
            foreign from full grant group having identity in inner intersect interval into is join leading left like
            localtime localtimestamp natural new not null old on only open or order outer overlaps partition primary
            references right select session_user similar some system table then timestamp to trailing true union
            unique unnest user using when where with without
            """);

    /** Not reserved, and yet misunderstood in places: as an alias of a table, for example. */
    private static final List<String> QUOTED_TO_BE_SAFE = words("connect language qualify start");

    /** Reserved by Redshift only. */
    private static final List<String> OWN = words(
            """
            aes128 aes256 allowoverwrite analyse analyze asc az64 backup blanksasnull bytedict bzip2 credentials
            current_user_id deferrable deflate defrag delta delta32k desc disable do emptyasnull enable encode encrypt
            encryption explicit freeze globaldict256 globaldict64k gzip ignore ilike initially isnull limit lun luns
            lzo lzop minus mostly16 mostly32 mostly8 notnull nulls off offline offset oid parallel percent permissions
            pivot placing raw readratio recover rejectlog resort respect restore snapshot sysdate tag tdes
            text255 text32k top truncatecolumns unpivot verbose wallet
            """);

    private static final Set<String> RESERVED = union(STANDARD, OWN, QUOTED_TO_BE_SAFE);

    private Keywords() {}

    /** Whether a name in any case needs quotes to be a name, since it is reserved or taken for another word. */
    public static boolean isReserved(String name) {
        return RESERVED.contains(name.toLowerCase(Locale.ROOT));
    }

    /** The reserved words that are not reserved by SQL:2003, separated by commas, in upper case. */
    public static String sqlKeywords() {
        return String.join(",", OWN).toUpperCase(Locale.ROOT);
    }

    private static List<String> words(String text) {
        return List.of(text.strip().split("\\s+"));
    }

    @SafeVarargs
    private static Set<String> union(List<String>... lists) {
        var all = new HashSet<String>();
        for (var list : lists) {
            all.addAll(list);
        }
        return Set.copyOf(all);
    }
}
