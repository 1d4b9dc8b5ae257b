package io.jianhu.policy;

import io.jianhu.source.Suggest;
import io.jianhu.text.Normaliser;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Where the words of a table stand.
 *
 * @param word the column of the words, from 0
 * @param category the column of their categories, from 0; {@link #NONE} when there is none
 * @param header whether the first row names the columns
 */
record Columns(int word, int category, boolean header) {
    static final int NONE = -1;

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");
    private static final Set<String> WORD = Set.of(
            "词",
            "词语",
            "词条",
            "词汇",
            "敏感词",
            "违禁词",
            "违规词",
            "屏蔽词",
            "关键词",
            "关键字",
            "word",
            "words",
            "keyword",
            "keywords",
            "term",
            "phrase");
    private static final Set<String> CATEGORY =
            Set.of("分类", "类别", "类型", "类目", "词类", "标签", "category", "categories", "type", "class", "label");

    /**
     * Finds the columns by what a person said or by what the first row says.
     *
     * @param word a number from 1 or a name that stands in the first row
     * @param category as {@code word}
     * @param usual the column of categories where nobody says one, or {@link #NONE}
     */
    static Columns of(Table table, Optional<String> word, Optional<String> category, int usual) throws BadTable {
        List<String> first = table.rows().isEmpty()
                ? List.of()
                : table.rows().getFirst().cells().stream().map(Columns::plain).toList();
        int width =
                table.rows().stream().mapToInt(row -> row.cells().size()).max().orElse(0);
        int named = known(first, WORD);
        int words = word.isPresent() ? column(word.get(), first, width) : named;
        int categories = category.isPresent() ? column(category.get(), first, width) : known(first, CATEGORY);
        boolean header = isName(word)
                || isName(category)
                || (words != NONE && words < first.size() && WORD.contains(first.get(words)))
                || (categories != NONE && categories < first.size() && CATEGORY.contains(first.get(categories)));
        if (words == NONE) {
            words = categories == 0 ? 1 : 0;
        }
        if (categories == NONE && width > usual && usual != words) {
            categories = usual;
        }
        if (words == categories) {
            throw new BadTable("words and categories in one column (expected: two)");
        }
        return new Columns(words, categories, header);
    }

    private static boolean isName(Optional<String> column) {
        return column.isPresent() && !NUMBER.matcher(column.get()).matches();
    }

    private static int column(String wanted, List<String> first, int width) throws BadTable {
        if (NUMBER.matcher(wanted).matches()) {
            int number = Integer.parseInt(wanted);
            if (number < 1 || number > width) {
                throw new BadTable("column " + number + " (expected: 1-" + width + ")");
            }
            return number - 1;
        }
        int found = first.indexOf(plain(wanted));
        if (found == NONE) {
            String hint = Suggest.hint(plain(wanted), first);
            throw new BadTable("no column '" + wanted + "' in the first row"
                    + (hint.isEmpty() ? " (expected: " + String.join(", ", first) + ")" : hint));
        }
        return found;
    }

    private static int known(List<String> first, Set<String> names) {
        for (int i = 0; i < first.size(); i++) {
            if (names.contains(first.get(i))) {
                return i;
            }
        }
        return NONE;
    }

    private static String plain(String cell) {
        return Normaliser.normalise(cell).strip();
    }
}
