package io.jianhu.policy;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.IntPredicate;

/** A way in which people write forbidden words so that a person reads them and a plain word filter does not. */
enum Evasion {
    FULL_WIDTH {
        @Override
        String write(String words, Random random) {
            return each(words, sign -> sign > 0x20 && sign < 0x7F, sign -> Character.toString(sign + 0xFEE0));
        }
    },
    ZERO_WIDTH {
        @Override
        String write(String words, Random random) {
            return between(words, (left, right) -> one(INVISIBLE, random));
        }
    },
    SPACED {
        @Override
        String write(String words, Random random) {
            return between(words, (left, right) -> {
                if (isLetter(left) && isLetter(right)) {
                    return " ";
                }
                if (left == ' ' || right == ' ') {
                    return isLetter(left) || isLetter(right) ? " " : "";
                }
                return isChinese(left) && isChinese(right) ? one(SPACES, random) : "";
            });
        }
    },
    SEPARATED {
        @Override
        String write(String words, Random random) {
            String mark = one(MARKS, random);
            return between(words, (left, right) -> isChinese(left) && isChinese(right) ? mark : "");
        }
    },
    TRADITIONAL {
        @Override
        String write(String words, Random random) {
            return each(words, sign -> true, sign -> Tables.TRADITIONAL.getOrDefault(sign, Character.toString(sign)));
        }
    },
    HOMOGLYPH {
        @Override
        String write(String words, Random random) {
            return each(words, sign -> true, sign -> {
                List<String> alike = Tables.ALIKE.getOrDefault(sign, List.of());
                return alike.isEmpty() ? Character.toString(sign) : alike.get(random.nextInt(alike.size()));
            });
        }
    },
    /** Chinese characters two to four times; Latin letters, where they do not stand twice anyway, three times. */
    REPEATED {
        @Override
        String write(String words, Random random) {
            StringBuilder written = new StringBuilder();
            int[] signs = words.codePoints().toArray();
            for (int i = 0; i < signs.length; i++) {
                boolean twice =
                        (i > 0 && signs[i - 1] == signs[i]) || (i + 1 < signs.length && signs[i + 1] == signs[i]);
                int times = isChinese(signs[i]) ? 2 + random.nextInt(3) : isLetter(signs[i]) && !twice ? 3 : 1;
                written.append(Character.toString(signs[i]).repeat(times));
            }
            return written.toString();
        }
    },
    CASE {
        @Override
        String write(String words, Random random) {
            return each(
                    words,
                    sign -> sign < 0x7F && random.nextBoolean(),
                    sign -> Character.toString(sign).toUpperCase(Locale.ROOT));
        }
    },
    MIXED {
        @Override
        String write(String words, Random random) {
            String written = words;
            for (Evasion way : List.of(TRADITIONAL, HOMOGLYPH, CASE, FULL_WIDTH, SEPARATED, ZERO_WIDTH)) {
                written = random.nextInt(3) > 0 ? way.write(written, random) : written;
            }
            return written;
        }
    };

    private static final List<String> INVISIBLE =
            List.of("\u200B", "\u200C", "\u200D", "\u2060", "\u00AD", "\uFEFF", "\u202E", "\uFE0F", "\uDB40\uDC41");
    private static final List<String> SPACES = List.of(" ", "  ", "\u3000", "\u00A0", "\t");
    private static final List<String> MARKS = List.of("*", ".", "-", "_", "·", "~", "+", "|", "/");

    /** The words written in this way; the words themselves where it has nothing to change. */
    abstract String write(String words, Random random);

    private interface Joint {
        String between(int left, int right);
    }

    private static String each(String words, IntPredicate which, java.util.function.IntFunction<String> change) {
        StringBuilder written = new StringBuilder();
        words.codePoints().forEach(sign -> {
            if (which.test(sign)) {
                written.append(change.apply(sign));
            } else {
                written.appendCodePoint(sign);
            }
        });
        return written.toString();
    }

    private static String between(String words, Joint joint) {
        StringBuilder written = new StringBuilder();
        int[] signs = words.codePoints().toArray();
        for (int i = 0; i < signs.length; i++) {
            if (i > 0) {
                written.append(joint.between(signs[i - 1], signs[i]));
            }
            written.appendCodePoint(signs[i]);
        }
        return written.toString();
    }

    private static String one(List<String> of, Random random) {
        return of.get(random.nextInt(of.size()));
    }

    private static boolean isChinese(int sign) {
        return Character.isIdeographic(sign);
    }

    private static boolean isLetter(int sign) {
        return sign < 0x7F && Character.isLetter(sign);
    }

    /** What looks like what. */
    private static final class Tables {
        /** Common simplified characters and their traditional forms, by pairs. */
        private static final String PAIRS = "个個为為书書买買乱亂了瞭于於亏虧云雲产產亲親亿億仅僅从從仓倉们們价價众眾优優会會伟偉传傳伤傷体體"
                + "儿兒兴興养養兽獸内內决決况況净淨减減凤鳳凭憑刘劉则則刚剛创創别別动動务務劝勸办辦劳勞势勢华華协協单單卖賣卫衛"
                + "厂廠历歷厉厲压壓县縣参參双雙发發变變叶葉号號吃吃后後吗嗎员員听聽启啟国國图圖团團园園围圍坏壞块塊声聲处處备備复復"
                + "头頭奖獎妇婦妈媽学學宁寧实實审審宝寶宪憲对對导導将將尔爾尽盡层層岁歲帐帳币幣师師带帶帮幫广廣庆慶应應库庫废廢开開"
                + "异異弃棄张張强強归歸当當录錄忆憶怀懷态態总總恶惡惩懲惯慣愿願户戶执執扫掃扬揚担擔择擇护護报報拥擁换換据據损損"
                + "摄攝数數断斷无無旧舊时時显顯晓曉机機杀殺权權条條来來构構枪槍样樣档檔检檢楼樓标標树樹欢歡残殘毁毀气氣汇匯汉漢沟溝"
                + "没沒泪淚泽澤测測济濟浏瀏涉涉润潤涨漲温溫游遊湾灣满滿灭滅灵靈灾災炉爐点點炼煉烦煩烧燒热熱爱愛爷爺状狀犹猶独獨狱獄"
                + "猎獵环環现現电電画畫疗療痒癢监監盖蓋盗盜盘盤码碼础礎确確碍礙礼禮种種积積称稱税稅稳穩穷窮窃竊竞競笔筆签簽简簡类類"
                + "粮糧紧緊纠糾红紅约約级級纪紀纯純纲綱纳納纷紛纸紙线線练練组組细細织織终終绍紹经經结結给給绝絕统統继繼绩績续續维維"
                + "绿綠缓緩编編缘緣缴繳网網罗羅罚罰职職联聯肃肅胜勝脑腦脱脫脸臉艺藝节節药藥获獲营營虑慮虚虛虫蟲补補装裝见見观觀规規"
                + "视視览覽觉覺触觸计計订訂认認讨討让讓训訓议議讯訊记記讲講许許论論设設访訪证證评評识識诉訴词詞试試诚誠话話诞誕询詢"
                + "该該详詳语語误誤说說请請诸諸诺諾读讀课課谁誰调調谅諒谈談谋謀谎謊谢謝谣謠谨謹贝貝负負财財责責败敗账賬货貨质質贩販"
                + "贪貪购購贯貫贱賤贴貼贵貴贷貸费費贺賀资資赌賭赏賞赔賠赖賴赚賺赛賽赞贊赠贈赢贏赵趙趋趨跃躍践踐踪蹤车車轨軌转轉轮輪"
                + "软軟轻輕载載较較辅輔辆輛输輸辑輯达達过過运運还還这這进進远遠违違连連迟遲适適选選递遞逻邏邮郵邻鄰郑鄭酱醬释釋里裡"
                + "鉴鑒针針钉釘钓釣钟鐘钢鋼钥鑰钱錢铁鐵银銀链鏈销銷锁鎖错錯键鍵镇鎮长長门門闭閉问問闲閑间間闹鬧闻聞阅閱队隊阳陽阴陰"
                + "阶階际際陆陸陈陳险險随隨隐隱难難雾霧静靜页頁顶頂项項顺順须須顾顧顿頓预預领領频頻题題颜顏额額风風飞飛饭飯饮飲饰飾"
                + "馆館马馬驱驅驶駛验驗骂罵骗騙鱼魚鲁魯鲜鮮鸟鳥鸡雞麦麥黄黃齐齊龄齡龙龍";

        static final Map<Integer, String> TRADITIONAL = traditional();

        private static final String LATIN = "aceiopsxyhjABCEHIKMOPSTXYZ";
        private static final String CYRILLIC_AND_GREEK = "асеіорѕхуһјАВСЕНІКМОРЅТХΥΖ";
        static final Map<Integer, List<String>> ALIKE = alike();

        private static Map<Integer, String> traditional() {
            Map<Integer, String> table = new HashMap<>();
            for (int i = 0; i < PAIRS.length(); i += 2) {
                table.put((int) PAIRS.charAt(i), PAIRS.substring(i + 1, i + 2));
            }
            return table;
        }

        /** Letters of other alphabets and of mathematics, and compatibility forms of Chinese characters. */
        private static Map<Integer, List<String>> alike() {
            Map<Integer, List<String>> table = new HashMap<>();
            for (int i = 0; i < LATIN.length(); i++) {
                put(table, LATIN.charAt(i), CYRILLIC_AND_GREEK.substring(i, i + 1));
            }
            for (int i = 0; i < 26; i++) {
                put(table, 'a' + i, Character.toString(0x1D41A + i));
                put(table, 'A' + i, Character.toString(0x1D400 + i));
                put(table, 'a' + i, Character.toString(0x24D0 + i));
            }
            for (int form = 0x2F00; form <= 0x2FD5; form++) {
                compatibility(table, form);
            }
            for (int form = 0xF900; form <= 0xFAD9; form++) {
                compatibility(table, form);
            }
            return table;
        }

        private static void compatibility(Map<Integer, List<String>> table, int form) {
            String plain = Normalizer.normalize(Character.toString(form), Normalizer.Form.NFKC);
            if (plain.codePointCount(0, plain.length()) == 1 && plain.codePointAt(0) != form) {
                put(table, plain.codePointAt(0), Character.toString(form));
            }
        }

        private static void put(Map<Integer, List<String>> table, int sign, String alike) {
            table.computeIfAbsent(sign, key -> new ArrayList<>()).add(alike);
        }
    }
}
