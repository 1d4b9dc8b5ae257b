package io.jianhu.policy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** The XML parts of an Office Open XML file (ECMA-376) by name, unpacked within bounds. */
final class XlsxParts {
    private static final int MOST_ENTRIES = 4096;
    private static final int MOST_BYTES = 256 << 20;
    private static final int MOST_RATIO = 200;
    private static final int FREE_BYTES = 1 << 20;

    private final Map<String, byte[]> parts = new HashMap<>();
    private final long most;
    private long unpacked;

    private XlsxParts(int packed) {
        most = Math.min(MOST_BYTES, FREE_BYTES + (long) MOST_RATIO * packed);
    }

    static XlsxParts unpack(byte[] file) throws BadTable {
        XlsxParts parts = new XlsxParts(file.length);
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(file))) {
            parts.take(zip);
        } catch (IOException | IllegalArgumentException malformed) {
            throw new BadTable("not an XLSX file: " + malformed.getMessage());
        }
        return parts;
    }

    private void take(ZipInputStream zip) throws IOException, BadTable {
        int count = 0;
        for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
            if (++count > MOST_ENTRIES) {
                throw new BadTable("more than " + MOST_ENTRIES + " files in the archive");
            }
            byte[] bytes = zip.readNBytes((int) (most - unpacked) + 1);
            unpacked += bytes.length;
            if (unpacked > most) {
                throw new BadTable("unpacks to more than " + most + " bytes");
            }
            if (isWanted(entry.getName()) && parts.putIfAbsent(entry.getName(), bytes) != null) {
                throw new BadTable("holds " + entry.getName() + " twice");
            }
        }
    }

    private static boolean isWanted(String name) {
        return name.startsWith("xl/") && (name.endsWith(".xml") || name.endsWith(".rels"));
    }

    boolean has(String name) {
        return parts.containsKey(name);
    }

    byte[] get(String name) throws BadTable {
        byte[] part = parts.get(name);
        if (part == null) {
            throw new BadTable("not an XLSX file: " + name + " is missing");
        }
        return part;
    }
}
