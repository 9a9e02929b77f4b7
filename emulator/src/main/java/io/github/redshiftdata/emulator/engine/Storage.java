package io.github.redshiftdata.emulator.engine;

import io.github.redshiftdata.emulator.engine.Token.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How a CREATE TABLE or ALTER TABLE says that the table is stored: a comment for the trigger that writes it down. */
final class Storage {

    private @Nullable String diststyle;
    private @Nullable String distkey;
    private @Nullable String sortstyle;
    private final List<String> sortkeys = new ArrayList<>();
    private final Map<String, String> encodings = new LinkedHashMap<>();

    private Storage() {}

    /**
     * The comment, empty where nothing is said.
     *
     * @param from behind the table's name
     * @param to where its query begins, or the end
     */
    static String comment(TokenList tokens, int from, int to) {
        var storage = new Storage();
        storage.read(tokens, from, to);
        String json = storage.json();
        return json.equals("{}") || json.contains("*/") || json.contains("/*")
                ? ""
                : " /*redshift storage " + json + "*/";
    }

    private void read(TokenList tokens, int from, int to) {
        String column = "";
        int depth = 0;
        for (int i = from; i < to; i = tokens.next(i)) {
            Token token = tokens.get(i);
            Token before = tokens.get(tokens.previous(i));
            int next = tokens.next(i);
            depth += token.isSymbol("(") ? 1 : token.isSymbol(")") ? -1 : 0;
            boolean starts = depth == 1 && (before.isSymbol("(") || before.isSymbol(","));
            boolean added = before.isWord("column") || (before.isWord("add") && !token.isWord("column"));
            boolean altered = before.isWord("alter") && token.kind() == Kind.QUOTED_NAME;
            if (token.isName() && (starts || added || altered)) {
                column = token.name();
            } else if (token.kind() == Kind.WORD && !before.isSymbol(".")) {
                word(tokens, token.word(), next, column);
            }
        }
    }

    private void word(TokenList tokens, String word, int next, String column) {
        boolean list = tokens.get(next).isSymbol("(");
        switch (word) {
            case "diststyle" -> {
                if (!tokens.get(next).isWord("auto") || diststyle == null) {
                    diststyle = tokens.get(next).word();
                }
            }
            case "distkey" -> {
                boolean named = !list && column.isEmpty() && tokens.get(next).isName();
                distkey = list
                        ? tokens.get(tokens.next(next)).name()
                        : named ? tokens.get(next).name() : column;
                diststyle = "key";
            }
            case "compound", "interleaved" -> sortstyle = word;
            case "sortkey" -> sortkey(tokens, next, column);
            case "encode" -> {
                if (!column.isEmpty()) {
                    encodings.put(column, tokens.get(next).word());
                }
            }
            default -> {}
        }
    }

    private void sortkey(TokenList tokens, int next, String column) {
        sortstyle = sortstyle == null ? "compound" : sortstyle;
        if (tokens.get(next).isWord("auto") || tokens.get(next).isWord("none")) {
            sortstyle = tokens.get(next).word();
        } else if (tokens.get(next).isSymbol("(")) {
            for (List<Token> key : tokens.arguments(next)) {
                key.stream().filter(Token::isName).map(Token::name).forEach(sortkeys::add);
            }
        } else if (!column.isEmpty()) {
            sortkeys.add(column);
        }
    }

    private String json() {
        var members = new ArrayList<String>();
        member(members, "diststyle", diststyle);
        member(members, "distkey", distkey);
        member(members, "sortstyle", sortstyle);
        if (!sortkeys.isEmpty()) {
            members.add("\"sortkeys\":["
                    + String.join(",", sortkeys.stream().map(Storage::text).toList()) + "]");
        }
        if (!encodings.isEmpty()) {
            members.add("\"encodings\":{"
                    + String.join(
                            ",",
                            encodings.entrySet().stream()
                                    .map(each -> text(each.getKey()) + ":" + text(each.getValue()))
                                    .toList())
                    + "}");
        }
        return "{" + String.join(",", members) + "}";
    }

    private static void member(List<String> members, String name, @Nullable String value) {
        if (value != null) {
            members.add(text(name) + ":" + text(value));
        }
    }

    private static String text(String value) {
        return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
