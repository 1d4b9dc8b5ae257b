package io.jianhu;

import io.jianhu.assess.Assessment;
import io.jianhu.assess.ReportJson;
import io.jianhu.assess.ReportPage;
import io.jianhu.signing.SigningKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.Optional;

/** What an assessment leaves behind: the report for people and for programs, and the summary that may be signed. */
record AssessmentFiles(String report, String summary, String page) {

    private static final int DIGITS = 12;

    static AssessmentFiles of(Assessment assessment) {
        String report = ReportJson.whole(assessment);
        return new AssessmentFiles(
                report,
                ReportJson.summary(assessment, report.getBytes(StandardCharsets.UTF_8)),
                ReportPage.write(assessment));
    }

    /** Writes all into a directory, in place of an earlier assessment's; without a key no signature is left there. */
    void write(Path directory, Optional<SigningKey> key) throws IOException {
        Files.createDirectories(directory);
        Path signature = directory.resolve("summary.sig");
        Files.deleteIfExists(signature);
        Files.writeString(directory.resolve("report.json"), report);
        Files.writeString(directory.resolve("report.html"), page);
        Files.writeString(directory.resolve("summary.json"), summary);
        if (key.isPresent()) {
            Files.write(signature, key.get().sign(summary.getBytes(StandardCharsets.UTF_8)));
        }
    }

    /** The line that a robot's file has to hold, in which the report is named by the digest of its summary. */
    String block(Assessment assessment, LocalDate validUntil) {
        return "assessment: {report: " + assessment.terms().robot() + "-" + digest() + ", model: \""
                + assessment.terms().model().replace("\\", "\\\\").replace("\"", "\\\"") + "\", policy: "
                + assessment.terms().policy() + ", validUntil: " + validUntil + "}";
    }

    private String digest() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(summary.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
