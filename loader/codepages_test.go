package loader

import (
	"strings"
	"testing"

	sjis "golang.org/x/text/encoding/japanese"
	"pgregory.net/rapid"
)

// TestEncodingByLetters holds that lists of roles in other alphabets are known by their letters, and that none in Japanese is
// taken for them, half-width kana included: what is text in CP932 is never anything but that or Western. Polish has three of
// ź, ł, ą, ż.
func TestEncodingByLetters(t *testing.T) {
	lists := map[string]string{
		encodingCyrillic: "Аналитик Инженер Руководитель Разработчик Тестировщик Архитектор Оператор Менеджер Бухгалтер Юрист Кладовщик Фахівець Керівник Інженер",
		encodingGreek:    "Αναλυτής Μηχανικός Διευθυντής Προγραμματιστής Αρχιτέκτονας Χειριστής Λογιστής Δικηγόρος Υπεύθυνος Σύμβουλος Ελεγκτής",
		encodingCentral:  "Główny Inżynier Książę Służba Wyższy Młodszy Właściciel Wdrażanie Państwo Źródło",
		encodingWestern:  "Führungskraft Prüfer Ingénieure Créateur Señor Técnico Función Coördinator Målare Größe Employé Sécurité m³pro x¹y Ÿ",
		encodingCP932:    "分析担当 監視業務 アナリスト ｱﾅﾘｽﾄ ﾀﾅﾄ 情報収集 インシデント対応 設計者 ｶﾝﾄｸ さくら 表計算 ソフト開発 能力評価 医師 看護師 R･D IT･Web 琥珀",
	}
	always := map[string]string{encodingCentral: "Główny Inżynier Książę", encodingWestern: "Prüfer", encodingCP932: "営業"}
	encodings := []string{encodingCyrillic, encodingGreek, encodingCentral, encodingWestern, encodingCP932}
	rapid.Check(t, func(t *rapid.T) {
		want := rapid.SampledFrom(encodings).Draw(t, "encoding")
		words := rapid.SliceOfN(rapid.SampledFrom(strings.Fields(lists[want])), 3, 12).Draw(t, "words")
		words = append(words, strings.Fields(always[want])...)
		text := "name,A,B\n" + strings.Join(words, ",1,2\n") + ",1,2\n"
		encoder := sjis.ShiftJIS.NewEncoder()
		if page := codePages[want]; page != nil {
			encoder = page.NewEncoder()
		}
		data, err := encoder.Bytes([]byte(text))
		if err != nil {
			t.Fatal(err)
		}
		d, bad := decode(data, "")
		if undecodable(data, encodingCP932) < 0 && want != encodingCP932 {
			if d.encoding != encodingCP932 && d.encoding != encodingWestern {
				t.Fatalf("%q, text in CP932, is read as %s", d.text, d.encoding)
			}
			return
		}
		if bad >= 0 || d.encoding != want || string(d.text) != text {
			t.Fatalf("%s is read as %s: %q, bad %d", want, d.encoding, d.text, bad)
		}
	})
}

// TestPolishBeyondDoubt holds that one byte that speaks against Polish, or too few letters that speak for it, leave a text
// Western.
func TestPolishBeyondDoubt(t *testing.T) {
	const sure = "name,A\nG\xb3\xf3wny,1\nIn\xbfynier,2\nKsi\xb9\xbf\xea,3\n"
	for _, c := range []struct{ name, text, want string }{
		{"three letters", sure, encodingCentral},
		{"before consonants", sure + "Pa\xf1stwo,4\n", encodingCentral},
		{"two letters", "name,A\nG\xb3\xf3wny,1\nIn\xbfynier,2\n", encodingWestern},
		{"at the end of words", "name,A\nG\xb3\xf3wny,1\nIn\xbfynier,2\nS\xb9,3\n", encodingWestern},
		{"in capitals", "name,A\nG\xb3\xf3wny,1\nIn\xbfynier,2\nS\xb9D,3\n", encodingWestern},
		{"cubic", sure + "M\xb3H,4\n", encodingWestern},
		{"yen", sure + "R\xa5D,4\n", encodingWestern},
		{"tilde", sure + "Se\xf1or,4\n", encodingWestern},
		{"umlaut", sure + "Pr\xfcfer,4\n", encodingWestern},
	} {
		if undecodable([]byte(c.text), encodingCP932) < 0 {
			t.Errorf("%s: the text is CP932 too", c.name)
		}
		if got, _ := encodingOf([]byte(c.text)); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}
