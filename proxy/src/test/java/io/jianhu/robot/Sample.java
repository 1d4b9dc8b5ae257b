package io.jianhu.robot;

import io.jianhu.source.Folder;
import io.jianhu.source.Problem;
import io.jianhu.source.Problems;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Registry files of fictional robots, and what becomes of them. */
final class Sample {

    static final String ROBOT = """
            apiVersion: jianhu/v1
            kind: Robot
            id: FT-001
            name: 小福
            department: 示例局
            supplier: 示例公司
            type: consultation
            level: L1
            scenes: [居住登记, 社保咨询]
            filing: {number: 备-1, validUntil: 2027-06-30}
            assessment: {report: 评-1, model: m-1, policy: p-1, validUntil: 2027-01-31}
            status: on-duty
            guardians: [g-1]
            upstream:
              url: "http://127.0.0.1:9000/v1"
              model: m-1
              apiKeyFrom: env:FT001_KEY
            label: {providerCode: 001191999999MA000001541FT01}
            complaints: {phone: "12345"}
            """;

    static final String GUARDIAN = """
            apiVersion: jianhu/v1
            kind: Guardian
            id: g-1
            name: 示例甲
            office: 示例科
            trained: {validUntil: 2027-03-31}
            contact: {phone: "099-12345678"}
            """;

    /** Any well-formed key. */
    static final String KEY = ApiKey.create(new java.util.Random(7));

    static final String CLIENT = """
            apiVersion: jianhu/v1
            kind: Client
            id: portal
            robots: [FT-001]
            keys:
              - {hash: "%s", expires: 2027-12-31}
            limits: {requestsPerSecond: 5, streams: 9}
            """.formatted(ApiKey.hash(KEY));

    private Sample() {}

    static Map<String, String> all() {
        return new TreeMap<>(
                Map.of("robots/FT-001.yaml", ROBOT, "guardians/g-1.yaml", GUARDIAN, "clients/portal.yaml", CLIENT));
    }

    static Map<String, String> withRobot(String robot) {
        Map<String, String> files = all();
        files.put("robots/FT-001.yaml", robot);
        return files;
    }

    static final Words WORDS = new Words(Set.of("openai"), Set.of());

    static Folder folder(Map<String, String> files) {
        SortedMap<String, byte[]> bytes = new TreeMap<>();
        files.forEach((path, text) -> bytes.put(path, text.getBytes(StandardCharsets.UTF_8)));
        return new Folder("policies", bytes);
    }

    static Registry compile(Map<String, String> files) {
        Problems problems = new Problems();
        return Registry.compile(folder(files), problems, WORDS)
                .orElseThrow(() -> new AssertionError(problems.list().toString()));
    }

    static List<String> problems(Map<String, String> files) {
        Problems problems = new Problems();
        if (Registry.compile(folder(files), problems, WORDS).isPresent()) {
            throw new AssertionError("compiled");
        }
        return problems.list().stream().map(Problem::toString).toList();
    }
}
