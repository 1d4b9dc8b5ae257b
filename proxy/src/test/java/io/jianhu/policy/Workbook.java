package io.jianhu.policy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** XLSX files for tests, part by part. */
public final class Workbook {
    private final Map<String, String> parts = new LinkedHashMap<>();
    private final StringBuilder sheets = new StringBuilder();
    private final StringBuilder relations = new StringBuilder();
    private final Map<String, Integer> strings = new LinkedHashMap<>();
    private int count;

    /** Adds a sheet of shared strings; an empty text is no cell. */
    public Workbook sheet(String name, List<List<String>> rows) {
        StringBuilder data = new StringBuilder();
        for (int row = 0; row < rows.size(); row++) {
            data.append("<row r=\"").append(row + 1).append("\">");
            for (int column = 0; column < rows.get(row).size(); column++) {
                String text = rows.get(row).get(column);
                if (!text.isEmpty()) {
                    int string = strings.computeIfAbsent(text, none -> strings.size());
                    data.append("<c r=\"%c%d\" t=\"s\"><v>%d</v></c>".formatted('A' + column, row + 1, string));
                }
            }
            data.append("</row>");
        }
        return raw(name, data.toString());
    }

    /** Adds a sheet with these rows as they stand in XML. */
    public Workbook raw(String name, String rows) {
        count++;
        sheets.append("<sheet name=\"%s\" sheetId=\"%d\" r:id=\"rId%d\"/>".formatted(name, count, count));
        relations.append("<Relationship Id=\"rId%d\" Type=\"worksheet\" Target=\"worksheets/sheet%d.xml\"/>"
                .formatted(count, count));
        parts.put(
                "xl/worksheets/sheet" + count + ".xml",
                "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>" + rows
                        + "</sheetData></worksheet>");
        return this;
    }

    /** Sets a part as it is, also one that belongs to the workbook. */
    public Workbook part(String name, String text) {
        parts.put(name, text);
        return this;
    }

    public byte[] bytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            Map<String, String> all = new LinkedHashMap<>();
            all.put("[Content_Types].xml", "<Types/>");
            all.put(
                    "xl/workbook.xml",
                    "<workbook xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets>"
                            + sheets + "</sheets></workbook>");
            all.put("xl/_rels/workbook.xml.rels", "<Relationships>" + relations + "</Relationships>");
            if (!strings.isEmpty()) {
                StringBuilder shared = new StringBuilder("<sst>");
                strings.keySet()
                        .forEach(text -> shared.append("<si><t xml:space=\"preserve\">")
                                .append(text.replace("&", "&amp;").replace("<", "&lt;"))
                                .append("</t></si>"));
                all.put("xl/sharedStrings.xml", shared.append("</sst>").toString());
            }
            all.putAll(parts);
            for (Map.Entry<String, String> part : all.entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                zip.write(part.getValue().getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }
}
