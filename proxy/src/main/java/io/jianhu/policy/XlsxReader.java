package io.jianhu.policy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads one sheet of an XLSX file (ECMA-376, SpreadsheetML): shared, inline and computed strings, numbers as they are
 * typed, truth values. Formats are not applied, formulas not computed.
 */
final class XlsxReader {
    private static final String WORKBOOK = "xl/workbook.xml";
    private static final String RELATIONS = "xl/_rels/workbook.xml.rels";
    private static final String STRINGS = "xl/sharedStrings.xml";
    private static final int MOST_STRINGS = 1 << 21;
    private static final Pattern ESCAPE = Pattern.compile("_x([0-9A-Fa-f]{4})_");

    private final XlsxParts parts;
    private final Table.Writer table = new Table.Writer();

    private XlsxReader(XlsxParts parts) {
        this.parts = parts;
    }

    /** @param sheet the name of the sheet; empty for the first */
    static Table read(byte[] file, Optional<String> sheet) throws BadTable {
        XlsxReader reader = new XlsxReader(XlsxParts.unpack(file));
        String part = reader.part(sheet);
        return reader.rows(part, reader.strings());
    }

    private String part(Optional<String> wanted) throws BadTable {
        Map<String, String> sheets = new LinkedHashMap<>();
        XlsxXml xml = new XlsxXml(WORKBOOK, parts.get(WORKBOOK));
        for (XlsxXml.Step step = xml.next(); step != XlsxXml.Step.DONE; step = xml.next()) {
            if (step == XlsxXml.Step.START && xml.name().equals("sheet")) {
                sheets.putIfAbsent(
                        xml.attribute("name").orElse(""), xml.attribute("id").orElse(""));
            }
        }
        if (sheets.isEmpty()) {
            throw new BadTable("no sheet");
        }
        String name = wanted.orElse(sheets.keySet().iterator().next());
        String relation = sheets.get(name);
        if (relation == null) {
            throw new BadTable("no sheet '" + name + "' (expected: " + String.join(", ", sheets.keySet()) + ")");
        }
        return target(relation);
    }

    private String target(String relation) throws BadTable {
        XlsxXml xml = new XlsxXml(RELATIONS, parts.get(RELATIONS));
        for (XlsxXml.Step step = xml.next(); step != XlsxXml.Step.DONE; step = xml.next()) {
            if (step == XlsxXml.Step.START
                    && xml.name().equals("Relationship")
                    && xml.attribute("Id").filter(relation::equals).isPresent()) {
                String target = xml.attribute("Target").orElse("");
                return target.startsWith("/") ? target.substring(1) : "xl/" + target;
            }
        }
        throw new BadTable(RELATIONS + ": the sheet has no part");
    }

    private List<String> strings() throws BadTable {
        List<String> strings = new ArrayList<>();
        if (!parts.has(STRINGS)) {
            return strings;
        }
        XlsxXml xml = new XlsxXml(STRINGS, parts.get(STRINGS));
        for (XlsxXml.Step step = xml.next(); step != XlsxXml.Step.DONE; step = xml.next()) {
            if (step == XlsxXml.Step.START && xml.name().equals("si")) {
                if (strings.size() == MOST_STRINGS) {
                    throw new BadTable(STRINGS + ": more than " + MOST_STRINGS + " strings");
                }
                strings.add(unescaped(text(xml, "si")));
            }
        }
        return strings;
    }

    /** All {@code t} within an element that has begun, without how they are pronounced. */
    private static String text(XlsxXml xml, String element) throws BadTable {
        StringBuilder text = new StringBuilder();
        boolean within = false;
        int pronounced = 0;
        for (XlsxXml.Step step = xml.next(); step != XlsxXml.Step.DONE; step = xml.next()) {
            if (step == XlsxXml.Step.TEXT) {
                text.append(within && pronounced == 0 ? xml.text() : "");
            } else if (step == XlsxXml.Step.END && xml.name().equals(element)) {
                return text.toString();
            } else if (xml.name().equals("rPh")) {
                pronounced += step == XlsxXml.Step.START ? 1 : -1;
            } else if (xml.name().equals("t")) {
                within = step == XlsxXml.Step.START;
            }
        }
        return text.toString();
    }

    private Table rows(String part, List<String> strings) throws BadTable {
        XlsxXml xml = new XlsxXml(part, parts.get(part));
        int row = 0;
        int column = 0;
        for (XlsxXml.Step step = xml.next(); step != XlsxXml.Step.DONE; step = xml.next()) {
            if (step == XlsxXml.Step.START && xml.name().equals("row")) {
                row = number(part, xml.attribute("r"), row + 1);
                column = 0;
            } else if (step == XlsxXml.Step.END && xml.name().equals("row")) {
                table.endRow(row);
            } else if (step == XlsxXml.Step.START && xml.name().equals("c")) {
                column = xml.attribute("r").map(XlsxReader::column).orElse(column);
                String type = xml.attribute("t").orElse("n");
                String value = type.equals("inlineStr") ? unescaped(text(xml, "c")) : value(xml, type, part, strings);
                if (table.reaches(column)) {
                    throw new BadTable(part + ": row " + row + ": cells out of order");
                }
                if (!value.isEmpty()) {
                    table.cell(column, value);
                }
                column++;
            }
        }
        return table.table();
    }

    private static String value(XlsxXml xml, String type, String part, List<String> strings) throws BadTable {
        StringBuilder text = new StringBuilder();
        boolean within = false;
        for (XlsxXml.Step step = xml.next(); step != XlsxXml.Step.DONE; step = xml.next()) {
            if (step == XlsxXml.Step.TEXT) {
                text.append(within ? xml.text() : "");
            } else if (step == XlsxXml.Step.END && xml.name().equals("c")) {
                break;
            } else if (xml.name().equals("v")) {
                within = step == XlsxXml.Step.START;
            }
        }
        String value = text.toString();
        return switch (type) {
            case "s" -> strings.get(index(part, value, strings.size()));
            case "str" -> unescaped(value);
            case "b" -> value.equals("1") ? "TRUE" : "FALSE";
            case "n" -> plain(value);
            default -> value; // a date or the name of an error
        };
    }

    private static int index(String part, String value, int size) throws BadTable {
        try {
            int index = Integer.parseInt(value);
            if (index >= 0 && index < size) {
                return index;
            }
        } catch (NumberFormatException malformed) {
            // Told with the others below.
        }
        throw new BadTable(part + ": no shared string of this number (expected: 0-" + (size - 1) + ")");
    }

    private static int number(String part, Optional<String> written, int next) throws BadTable {
        try {
            int number = written.map(Integer::parseInt).orElse(next);
            if (number >= 1 && number <= Table.MOST_ROWS) {
                return number;
            }
        } catch (NumberFormatException malformed) {
            // Told with the others below.
        }
        throw new BadTable(part + ": a row without a number (expected: 1-" + Table.MOST_ROWS + ")");
    }

    /** The column of a reference such as {@code AB12}, from 0; beyond all bounds when there is none. */
    private static int column(String reference) {
        int column = 0;
        int at = 0;
        while (at < reference.length() && reference.charAt(at) >= 'A' && reference.charAt(at) <= 'Z') {
            column = Math.min(26 * column + reference.charAt(at++) - 'A' + 1, 1 << 20);
        }
        return column == 0 ? 1 << 20 : column - 1;
    }

    /** A whole number without point and exponent, as it was typed. */
    private static String plain(String value) {
        try {
            double number = Double.parseDouble(value);
            return number == Math.rint(number) && Math.abs(number) < 1e15 ? Long.toString((long) number) : value;
        } catch (NumberFormatException malformed) {
            return value;
        }
    }

    /** With the characters that XML cannot hold, which are written {@code _x000D_}. */
    private static String unescaped(String text) {
        return text.contains("_x")
                ? ESCAPE.matcher(text)
                        .replaceAll(found -> java.util.regex.Matcher.quoteReplacement(
                                String.valueOf((char) Integer.parseInt(found.group(1), 16))))
                : text;
    }
}
