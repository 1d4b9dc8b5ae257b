package io.jianhu.recognise;

import static io.jianhu.recognise.Kind.Sensitivity.CONSERVATIVE;
import static io.jianhu.recognise.Kind.Sensitivity.SENSITIVE;

import java.util.List;

/** The papers whose numbers have no check digit, each with the words that stand before it. */
final class Documents {

    private static final Kind PASSPORT = new Kind("passport", "护照号", CONSERVATIVE);
    private static final Kind PERMIT = new Kind("travel-permit", "通行证号", CONSERVATIVE);
    private static final Kind TAIWAN_PERMIT = new Kind("taiwan-travel-permit", "台胞证号", CONSERVATIVE);
    private static final Kind FOREIGNER = new Kind("permanent-residence", "永久居留证号", CONSERVATIVE);
    private static final Kind MACAU = new Kind("macau-id", "澳门身份证号", CONSERVATIVE);
    private static final Kind DRIVER_FILE = new Kind("driver-file", "驾驶证档案编号", CONSERVATIVE);
    private static final Kind SOCIAL = new Kind("social-security", "社保卡号", CONSERVATIVE);
    private static final Kind MEDICAL = new Kind("medical-insurance", "医保编号", SENSITIVE);
    private static final Kind BIRTH = new Kind("birth-certificate", "出生证编号", CONSERVATIVE);

    private Documents() {}

    static List<Recogniser> all() {
        return List.of(
                new LabelledCode(
                        PASSPORT,
                        Labels.of(
                                "护照",
                                "護照",
                                "passport",
                                "passport no",
                                "passport number",
                                "证件",
                                "证件号码",
                                "docno",
                                "doc no",
                                "document number"),
                        Shape.of(
                                "E99999999",
                                "EA9999999",
                                "G99999999",
                                "D99999999",
                                "S99999999",
                                "P99999999",
                                "DE9999999",
                                "SE9999999",
                                "PE9999999",
                                "149999999",
                                "159999999",
                                "K99999999",
                                "KJ9999999",
                                "H99999999",
                                "MA9999999")),
                new LabelledCode(
                        PASSPORT,
                        Labels.of("护照号", "护照号码", "護照號", "護照號碼", "passport no", "passport number", "passport, number"),
                        Shape.of("A9999999", "A99999999", "AA9999999", "AA999999", "999999999")),
                new LabelledCode(
                        PERMIT,
                        Labels.of("通行证", "回乡证", "回鄉證", "往来港澳", "来往内地", "往来台湾", "permit", "證件", "证件", "通行證"),
                        Shape.of(
                                "H99999999",
                                "M99999999",
                                "H9999999999",
                                "M9999999999",
                                "C99999999",
                                "CA9999999",
                                "W99999999",
                                "T99999999",
                                "L99999999")),
                new LabelledCode(
                        TAIWAN_PERMIT,
                        Labels.of("台胞证", "台湾居民来往大陆通行证", "来往大陆通行证", "台湾通行证", "台胞證"),
                        Shape.of("99999999", "9999999999", "99999999A")),
                new LabelledCode(
                        FOREIGNER,
                        Labels.of("永久居留", "永久居留证", "永久居留身份证", "外国人永久居留", "居留证", "绿卡"),
                        Shape.of("AAA999999999999")),
                new LabelledCode(
                        MACAU,
                        Labels.of("澳门身份证", "澳門身份證", "澳门居民身份证", "澳門居民身份證", "澳門居民,身份證", "bir"),
                        Shape.of(
                                "1999999(9)",
                                "5999999(9)",
                                "7999999(9)",
                                "9/999999/9",
                                "19999999",
                                "59999999",
                                "79999999")),
                new LabelledCode(DRIVER_FILE, Labels.of("档案编", "档案号", "驾驶证档案", "驾照档案", "档案"), Shape.of("999999999999")),
                new LabelledCode(
                        SOCIAL,
                        Labels.of(
                                "社保卡",
                                "社会保障卡",
                                "社会保障卡卡",
                                "社保卡卡",
                                "社保电脑",
                                "社保个人编",
                                "社保编",
                                "个人编",
                                "社保",
                                "社會保障卡",
                                "social security",
                                "social security number",
                                "social security card",
                                "social security card number"),
                        Shape.of(
                                "A99999999",
                                "A999999999",
                                "A9999999999",
                                "A99999999999",
                                "A999999999999",
                                "999999999",
                                "9999999999")),
                new LabelledCode(
                        MEDICAL,
                        Labels.of(
                                "医保", "医保卡", "医保编", "医保个人编", "醫保", "醫保卡", "医疗保险", "医疗证", "就诊卡", "病历", "住院", "门诊",
                                "诊疗卡"),
                        Shape.of(
                                "?9999999",
                                "?99999999",
                                "?999999999",
                                "?9999999999",
                                "?99999999999",
                                "AA99999999",
                                "99999999999999999999",
                                "9999999999999999999999")),
                new LabelledCode(
                        BIRTH, Labels.of("出生证", "出生证编", "出生医学证明", "出生医学证明编", "出生证明", "出生证明编"), Shape.of("A999999999")));
    }
}
