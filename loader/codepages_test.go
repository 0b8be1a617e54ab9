package loader

import (
	"strings"
	"testing"

	sjis "golang.org/x/text/encoding/japanese"
	"pgregory.net/rapid"
)

// TestEncodingByLetters holds that lists of roles in other alphabets are known by their letters, and that none in Japanese is
// taken for them, half-width kana included. Words of Central Europe have ą, ł or ż; words in capitals alone could be either.
func TestEncodingByLetters(t *testing.T) {
	lists := map[string]string{
		encodingCyrillic: "Аналитик Инженер Руководитель Разработчик Тестировщик Архитектор Оператор Менеджер Бухгалтер Юрист Кладовщик Фахівець Керівник Інженер",
		encodingGreek:    "Αναλυτής Μηχανικός Διευθυντής Προγραμματιστής Αρχιτέκτονας Χειριστής Λογιστής Δικηγόρος Υπεύθυνος Σύμβουλος Ελεγκτής",
		encodingCentral:  "Główny Inżynier Książę Służba Wyższy Młodszy Właściciel Wdrażanie",
		encodingWestern:  "Führungskraft Prüfer Ingénieure Créateur Señor Técnico Función Coördinator Målare Größe Employé Sécurité",
		encodingCP932:    "分析担当 監視業務 アナリスト ｱﾅﾘｽﾄ ﾀﾅﾄ 情報収集 インシデント対応 設計者 ｶﾝﾄｸ さくら 表計算 ソフト開発 能力評価 医師 看護師",
	}
	encodings := []string{encodingCyrillic, encodingGreek, encodingCentral, encodingWestern, encodingCP932}
	rapid.Check(t, func(t *rapid.T) {
		want := rapid.SampledFrom(encodings).Draw(t, "encoding")
		words := rapid.SliceOfN(rapid.SampledFrom(strings.Fields(lists[want])), 3, 12).Draw(t, "words")
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
		if bad >= 0 || d.encoding != want || string(d.text) != text {
			t.Fatalf("%s is read as %s: %q, bad %d", want, d.encoding, d.text, bad)
		}
	})
}
