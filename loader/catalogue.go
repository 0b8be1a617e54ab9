package loader

import "noboru/graph"

// Kind names what is wrong, or what a warning is about, for programs. It never changes its meaning.
type Kind string

// What a file as a whole can be.
const (
	kindNoFile        Kind = "no-file"
	kindUnreadable    Kind = "unreadable"
	kindFileTooLarge  Kind = "file-too-large"
	kindNoTable       Kind = "not-a-table"
	kindTooManyCells  Kind = "too-many-cells"
	kindTooManyFaults Kind = "too-many-faults"
)

// What can be wrong with the bytes of a table.
const (
	kindUTF16            Kind = "utf-16"
	kindZIP              Kind = "zip-as-csv"
	kindZeroByte         Kind = "zero-byte"
	kindShiftJIS         Kind = "shift-jis"
	kindNotUTF8          Kind = "not-utf-8"
	kindBareQuote        Kind = "bare-quote"
	kindQuote            Kind = "stray-quote"
	kindOpenQuote        Kind = "open-quote"
	kindBrokenCSV        Kind = "broken-csv"
	kindBrokenWorkbook   Kind = "broken-workbook"
	kindOldWorkbook      Kind = "old-workbook"
	kindWorkbookTooLarge Kind = "workbook-too-large"
	kindNoSheet          Kind = "no-sheet"
	kindUnknownSheet     Kind = "unknown-sheet"
)

// What can be wrong with the layout of a table.
const (
	kindNoHeader        Kind = "no-header"
	kindTitleRow        Kind = "title-row"
	kindNoRows          Kind = "no-rows"
	kindRagged          Kind = "ragged-row"
	kindOneColumn       Kind = "one-column"
	kindDuplicateHeader Kind = "duplicate-header"
	kindBlankHeader     Kind = "blank-header"
	kindNoColumn        Kind = "no-column"
	kindNoCodeColumn    Kind = "no-code-column"
	kindNoNameColumn    Kind = "no-name-column"
	kindNoTotalColumn   Kind = "no-total-column"
	kindNoPairColumn    Kind = "no-pair-column"
	kindNoListCode      Kind = "no-list-code-column"
	kindNoSkillColumn   Kind = "no-skill-column"
	kindSharedColumn    Kind = "shared-column"
	kindNoSkills        Kind = "no-skills"
	kindNoScores        Kind = "no-scores"
	kindNoNumbers       Kind = "no-numbers"
)

// What can be wrong with a cell.
const (
	kindMissingNumber Kind = "missing-number"
	kindMissingCode   Kind = "missing-code"
	kindMissingName   Kind = "missing-name"
	kindMissingRole   Kind = "missing-role"
	kindNotNumber     Kind = "not-a-number"
	kindNotation      Kind = "number-notation"
	kindInfinite      Kind = "infinite"
	kindBoolean       Kind = "boolean"
	kindDate          Kind = "date"
	kindTime          Kind = "time"
	kindCellError     Kind = "cell-error"
	kindFormula       Kind = "formula-without-value"
	kindMerged        Kind = "merged-cell"
	kindDateText      Kind = "date-for-text"
	kindTimeText      Kind = "time-for-text"
	kindErrorText     Kind = "cell-error-for-text"
	kindNegative      Kind = "negative"
	kindRange         Kind = "out-of-range"
	kindScoreBound    Kind = "score-too-large"
	kindDuplicateCode Kind = "duplicate-code"
	kindDuplicateFar  Kind = "duplicate-code-across-files"
	kindUnknownFamily Kind = "unknown-family"
	kindUnknownRole   Kind = "unknown-role"
	kindSelfPair      Kind = "self-pair"
	kindConflict      Kind = "conflicting-pair"
	kindONETHead      Kind = "onet-code-or-title"
	kindONETFamily    Kind = "onet-unknown-family"
	kindONETElement   Kind = "onet-element"
	kindONETTwice     Kind = "onet-duplicate"
	kindONETScale     Kind = "onet-scale"
	kindONETMissing   Kind = "onet-missing"
)

// What can be wrong with a manifest.
const (
	kindManifestEncoding Kind = "manifest-not-utf-8"
	kindJSONEarlyEnd     Kind = "json-early-end"
	kindJSONSyntax       Kind = "json-syntax"
	kindJSONTrailing     Kind = "json-trailing"
	kindWrongType        Kind = "wrong-type"
	kindUnknownField     Kind = "unknown-field"
	kindMisspeltField    Kind = "misspelt-field"
	kindDuplicateField   Kind = "duplicate-field"
	kindNoName           Kind = "no-name"
	kindBadName          Kind = "bad-name"
	kindNoFiles          Kind = "no-files"
	kindNoFileName       Kind = "no-file-name"
	kindBadLanguage      Kind = "bad-language"
	kindBadForm          Kind = "bad-form"
	kindTooManyFiles     Kind = "too-many-files"
	kindBadMeasure       Kind = "bad-measure"
	kindGivenMeasure     Kind = "measure-of-correlations"
	kindBadThreshold     Kind = "bad-threshold"
	kindBadTopK          Kind = "bad-top-k"
	kindBadPoints        Kind = "bad-points"
	kindBadLevel         Kind = "bad-level"

	kindLevelWithoutMeaning Kind = "level-without-meaning"

	kindMaxScoreTooLarge Kind = "max-score-too-large"
	kindClimbTooLarge    Kind = "comfortable-climb-too-large"
	kindDuplicateEntry   Kind = "duplicate-entry"
	kindNoPairs          Kind = "no-pairs"
	kindRefused          Kind = "refused"
)

// What a warning can be about.
const (
	warnSpaces     Kind = "spaces-cut"
	warnBlankRows  Kind = "blank-rows"
	warnFirstSheet Kind = "first-sheet"
	warnMerged     Kind = "merged-text"
	warnIgnored    Kind = "nothing-to-ignore"
	warnUnread     Kind = "column-not-read"
	warnFlat       Kind = "flat-role"
	warnRounded    Kind = "rounded"
	warnTotal      Kind = "total-differs"
	warnNoFamily   Kind = "no-family"
	warnSameName   Kind = "same-name"
	warnSameCode   Kind = "codes-differ-in-case"
)

// meaning is what a kind says, in both languages. A word in braces stands for a value.
type meaning struct {
	cause          error // what errors.Is finds; nil for a warning
	en, ja         string
	wantEn, wantJa string // what would be right; empty for a warning
}

func (m meaning) what() graph.Text { return graph.Text{En: m.en, Ja: m.ja} }
func (m meaning) want() graph.Text { return graph.Text{En: m.wantEn, Ja: m.wantJa} }

// What would be right, where several kinds want the same.
const (
	utf8En, utf8Ja       = "a CSV file saved as UTF-8", "UTF-8 で保存した CSV ファイル"
	quotesEn, quotesJa   = `a quote inside a cell written twice, and the cell in quotes: "say ""yes"""`, `セルの中の引用符は二つ重ね、セル全体を引用符で囲む（例 "say ""yes"""）`
	workbookEn           = "a workbook that Excel or LibreOffice can open"
	workbookJa           = "Excel か LibreOffice で開けるブック"
	smallerEn, smallerJa = "a smaller table", "より小さな表"
	objectEn, objectJa   = "a JSON object", "JSON オブジェクト"
	digitsEn, digitsJa   = "digits like 3.5", "3.5 のような数字"
	scoreEn, scoreJa     = "a score; format the cell as a number if it is one", "点数（数ならセルの書式を数値にする）"
	wordsEn, wordsJa     = "text; format the cell as text and type it again", "文字（セルの書式を文字列にして入力し直す）"
)

// catalogue is everything that a fault or a warning can say. It is only read.
var catalogue = map[Kind]meaning{
	kindNoFile:        {ErrMissing, "missing: there is no such file", "ファイルがありません", "a file at this path, or the path of one that exists", "このパスにあるファイル、または実在するファイルのパス"},
	kindUnreadable:    {ErrRead, "cannot be read: {cause}", "読み取れません: {cause}", "a file that this user may read", "読み取り権限のあるファイル"},
	kindFileTooLarge:  {ErrTooLarge, "too large: more than {limit} bytes", "大きすぎます（{limit} バイトを超えています）", "a smaller file", "より小さなファイル"},
	kindNoTable:       {ErrFormat, "not a table that can be read", "読み込める表ではありません", "a table in .csv or .xlsx", ".csv か .xlsx の表"},
	kindTooManyCells:  {ErrTooLarge, "too large: more than {limit} cells", "大きすぎます（セルが {limit} 個を超えています）", smallerEn, smallerJa},
	kindTooManyFaults: {ErrMany, "too many faults, stopped", "誤りが多すぎるため、ここで打ち切りました", "the faults before this one set right first", "まずここまでの誤りの修正"},

	kindUTF16:            {ErrEncoding, "not UTF-8: this is UTF-16", "UTF-8 ではありません（UTF-16 です）", utf8En, utf8Ja},
	kindZIP:              {ErrEncoding, "not UTF-8: this is a workbook or another ZIP file", "CSV ではありません（ブックか、ほかの ZIP ファイルです）", "a CSV file saved as UTF-8, or an XLSX file with a name that ends in .xlsx", "UTF-8 で保存した CSV ファイル、または名前が .xlsx で終わる XLSX ファイル"},
	kindZeroByte:         {ErrEncoding, "not UTF-8: a zero byte, so no text", "文字ではありません（値が 0 のバイトがあります）", utf8En, utf8Ja},
	kindShiftJIS:         {ErrEncoding, "not UTF-8: this looks like Shift_JIS", "UTF-8 ではありません（Shift_JIS のようです）", "a CSV file saved as UTF-8 (in Excel, save as “CSV UTF-8”)", "UTF-8 で保存した CSV ファイル（Excel では「CSV UTF-8」を選んで保存）"},
	kindNotUTF8:          {ErrEncoding, "not UTF-8: bytes that are not text in UTF-8", "UTF-8 の文字でないバイトがあります", utf8En, utf8Ja},
	kindBareQuote:        {ErrFormat, "malformed: a quote inside a cell that is not in quotes, in character {char}", "{char} 文字目に、引用符で囲まれていないセルの中の引用符があります", quotesEn, quotesJa},
	kindQuote:            {ErrFormat, "malformed: a stray or missing quote in character {char}", "{char} 文字目の引用符が余っているか、足りません", quotesEn, quotesJa},
	kindOpenQuote:        {ErrFormat, "malformed: the quotes of the row that begins in line {line} do not close", "{line} 行目に始まる行の引用符が閉じていません", quotesEn, quotesJa},
	kindBrokenCSV:        {ErrFormat, "malformed: {cause}", "CSV として読めません: {cause}", utf8En, utf8Ja},
	kindBrokenWorkbook:   {ErrFormat, "malformed: the workbook cannot be parsed: {cause}", "ブックを解析できません: {cause}", workbookEn, workbookJa},
	kindOldWorkbook:      {ErrFormat, "malformed: this is an old .xls file, or a workbook with a password", "古い .xls ファイルか、パスワード付きのブックです", "an .xlsx file without a password", "パスワードのない .xlsx ファイル"},
	kindWorkbookTooLarge: {ErrTooLarge, "too large: it unpacks to more than {limit} bytes", "大きすぎます（展開すると {limit} バイトを超えます）", "a smaller workbook", "より小さなブック"},
	kindNoSheet:          {ErrEmpty, "empty: there is no sheet", "シートがありません", "a workbook with a sheet", "シートのあるブック"},
	kindUnknownSheet:     {ErrUnknown, "unknown sheet", "この名前のシートはありません", "one of {sheets}", "次のどれか: {sheets}"},

	kindNoHeader:        {ErrEmpty, "empty: there is no header", "見出しの行がありません", "a first row with the names of the columns", "列の名前を並べた最初の行"},
	kindTitleRow:        {ErrFormat, "malformed: this row does not name the columns; row {row} looks like the header", "列の見出しではありません（{row} 行目が見出しのようです）", "the row with the names of the columns first, and nothing above it", "列の名前の行が最初にあり、その上に何もない表"},
	kindNoRows:          {ErrEmpty, "empty: there are no rows below the header", "見出しの下に行がありません", "one row or more", "1 行以上"},
	kindRagged:          {ErrRagged, "wrong number of cells: {cells}", "セルの数が合いません（{cells} 個）", "{columns}, as in the header (is a comma or a quote missing?)", "見出しと同じ {columns} 個（カンマや引用符の過不足がないか確認）"},
	kindOneColumn:       {ErrFormat, "malformed: the header has one column", "見出しの列が一つしかありません", "columns separated by commas", "カンマで区切った列"},
	kindDuplicateHeader: {ErrDuplicate, "stands twice: columns {first} and {second} have this header", "見出しが重複しています（{first} 列目と {second} 列目）", "a different header for each column", "列ごとに異なる見出し"},
	kindBlankHeader:     {ErrMissing, "missing: this column has values but no header", "値のある列に見出しがありません", "a name in the header, or an empty column", "見出しの名前、または空の列"},
	kindNoColumn:        {ErrMissing, "missing column", "この見出しの列がありません", "a column with this header; there are {columns}", "この見出しの列（いまある見出し: {columns}）"},
	kindNoCodeColumn:    {ErrMissing, "missing column", "コードの列がありません", "a column with each role's code, headed code, role_id or コード, or named under columns.code; there are {columns}", "職種のコードの列（見出しは code、role_id、コードなど。またはマニフェストの columns.code で指定。いまある見出し: {columns}）"},
	kindNoNameColumn:    {ErrMissing, "missing column", "名前の列がありません", "a column with each role's name, headed name, name_ja or 名前, or named under columns.nameJa or columns.nameEn; there are {columns}", "職種の名前の列（見出しは name、name_ja、名前など。またはマニフェストの columns.nameJa か columns.nameEn で指定。いまある見出し: {columns}）"},
	kindNoTotalColumn:   {ErrMissing, "missing column", "合計の列がありません", "a column with each role's total, headed total or 合計", "職種の合計の列（見出しは total、合計など）"},
	kindNoPairColumn:    {ErrMissing, "missing column", "列がありません", "a column with this header, or one named under pairs.columns; there are {columns}", "この見出しの列、または pairs.columns で指定した列（いまある見出し: {columns}）"},
	kindNoListCode:      {ErrMissing, "missing column", "コードの列がありません", "a column with the code of each entry, headed code", "各項目のコードの列（見出しは code）"},
	kindNoSkillColumn:   {ErrMissing, "missing column of skill {skill}", "スキル{skill}の列がありません", "a column headed {headers}", "見出しが次のどれかの列: {headers}"},
	kindSharedColumn:    {ErrDuplicate, "stands twice: skills {first} and {second} both read this column", "スキル{first}と{second}が同じ列を読もうとしています", "a column of its own for each skill", "スキルごとに別の列"},
	kindNoSkills:        {ErrEmpty, "empty: no column has scores ({columns})", "点数の列がありません（{columns}）", "one column a skill, with numbers in it", "スキルごとに一列の、数の列"},
	kindNoScores:        {ErrNotNumber, "not a number: no cell of this skill's column is one ({reason})", "このスキルの列に数が一つもありません（{reason}）", "a score in each row", "各行の点数"},
	kindNoNumbers:       {ErrNotNumber, "not a number: no cell of this column is one ({reason})", "この列に数が一つもありません（{reason}）", "scores, or the header named under columns.ignore in the manifest", "点数。スキルでなければ、見出しをマニフェストの columns.ignore に書く"},

	kindMissingNumber: {ErrMissing, "missing", "値がありません", "a number (an empty cell is not zero)", "数（空のセルは 0 ではありません）"},
	kindMissingCode:   {ErrMissing, "missing", "コードがありません", "a code", "コード"},
	kindMissingName:   {ErrMissing, "missing", "名前がありません", "the role's name in Japanese or in English", "日本語か英語の職種名"},
	kindMissingRole:   {ErrMissing, "missing", "職種がありません", "the code of a role", "職種のコード"},
	kindNotNumber:     {ErrNotNumber, "not a number", "数ではありません", digitsEn, digitsJa},
	kindNotation:      {ErrNotNumber, "not a number", "数の書き方が違います", "digits like 3.5: half-width, a point for decimals, no thousands separators", "3.5 のような数字（半角、小数点はピリオド、桁区切りなし）"},
	kindInfinite:      {ErrRange, "out of range", "範囲外です", "a finite number", "有限の数"},
	kindBoolean:       {ErrNotNumber, "not a number: true or false", "数ではありません（真偽値です）", digitsEn, digitsJa},
	kindDate:          {ErrNotNumber, "not a number: the cell is a date", "数ではありません（日付のセルです）", scoreEn, scoreJa},
	kindTime:          {ErrNotNumber, "not a number: the cell is a time", "数ではありません（時刻のセルです）", scoreEn, scoreJa},
	kindCellError:     {ErrCell, "error value in a cell", "セルがエラー値です", digitsEn, digitsJa},
	kindFormula:       {ErrMissing, "missing: the formula was saved without its value", "数式の計算結果が保存されていません", "a value; open the workbook in Excel or LibreOffice and save it", "値（Excel か LibreOffice で開いて保存し直す）"},
	kindMerged:        {ErrMissing, "missing: the cell is merged into {range}, which has its value in the first cell only", "結合されたセル {range} の一部で、値は先頭のセルにしかありません", "a cell of its own; unmerge {range}", "独立したセル（{range} の結合を解除する）"},
	kindDateText:      {ErrType, "wrong type: the cell is a date", "日付のセルです", wordsEn, wordsJa},
	kindTimeText:      {ErrType, "wrong type: the cell is a time", "時刻のセルです", wordsEn, wordsJa},
	kindErrorText:     {ErrCell, "error value in a cell", "セルがエラー値です", "text", "文字"},
	kindNegative:      {ErrRange, "out of range", "範囲外です", "0 or more", "0 以上"},
	kindRange:         {ErrRange, "out of range", "範囲外です", "{least} to {most}", "{least} から {most} まで"},
	kindScoreBound:    {ErrRange, "out of range", "範囲外です", "0 to {most}, which is {sum} divided by the number of skills, {skills}", "0 から {most} まで（{sum} をスキルの数 {skills} で割った値）"},
	kindDuplicateCode: {ErrDuplicate, "stands twice: first in row {row}", "コードが重複しています（最初は {row} 行目）", "a code of its own for each row", "行ごとに異なるコード"},
	kindDuplicateFar:  {ErrDuplicate, "stands twice: first in row {row} of {file}", "コードが重複しています（最初は {file} の {row} 行目）", "a code of its own for each row", "行ごとに異なるコード"},
	kindUnknownFamily: {ErrUnknown, "unknown family", "宣言されていない職種プロファイルです", "the code of a declared family", "宣言された職種プロファイルのコード"},
	kindUnknownRole:   {ErrUnknown, "unknown role", "職種の表にない職種です", "the code of a role in the table of roles", "職種の表にある職種のコード"},
	kindSelfPair:      {ErrRange, "out of range: a role with itself", "同じ職種どうしの組です", "1, or no such row", "1、またはこの行の削除"},
	kindConflict:      {ErrConflict, "contradicts another row: row {row} says {value} for this pair", "{row} 行目と食い違っています（同じ組が {value}）", "one correlation for each pair", "組ごとに一つの相関"},
	kindONETHead:      {ErrMissing, "missing", "コードか職業名がありません", "a code and a title", "コードと職業名"},
	kindONETFamily:    {ErrUnknown, "unknown family", "宣言されていない職種プロファイルです", "a declared family whose code is the first two digits", "最初の2桁をコードとする、宣言された職種プロファイル"},
	kindONETElement:   {ErrMissing, "missing", "要素の名前がありません", "the name of an element", "要素の名前"},
	kindONETTwice:     {ErrDuplicate, "stands twice: first in row {row} for {role}", "{role} について重複しています（最初は {row} 行目）", "one row for each occupation, element and scale", "職業、要素、尺度ごとに一行"},
	kindONETScale:     {ErrEmpty, "empty: no row has this scale", "この尺度の行がありません", "a scale of this file, such as LV or IM", "このファイルにある尺度（LV、IM など）"},
	kindONETMissing:   {ErrMissing, "missing: {role} has no {skill}", "{role} に{skill}がありません", "every element for every occupation", "すべての職業にすべての要素"},

	kindManifestEncoding:    {ErrEncoding, "not UTF-8", "UTF-8 ではありません", "a manifest in UTF-8", "UTF-8 のマニフェスト"},
	kindJSONEarlyEnd:        {ErrFormat, "malformed: it ends too early", "JSON が途中で終わっています", objectEn, objectJa},
	kindJSONSyntax:          {ErrFormat, "malformed: {cause}", "JSON として読めません: {cause}", objectEn, objectJa},
	kindJSONTrailing:        {ErrFormat, "malformed: something follows the closing brace", "閉じ括弧のあとに余分なものがあります", "one JSON object", "JSON オブジェクト一つ"},
	kindWrongType:           {ErrType, "wrong type", "値の種類が違います", "{type}", "{type}"},
	kindUnknownField:        {ErrUnknown, "unknown field", "知らない項目です", "one of {fields}", "次のどれか: {fields}"},
	kindMisspeltField:       {ErrUnknown, "unknown field", "知らない項目です", "{near}, perhaps; the fields are {fields}", "おそらく {near}。使える項目は {fields}"},
	kindDuplicateField:      {ErrDuplicate, "stands twice", "項目が重複しています", "each field once", "項目ごとに一度"},
	kindNoName:              {ErrMissing, "missing", "名前がありません", "the dataset's name, such as security-roles", "データの名前（security-roles など）"},
	kindBadName:             {ErrValue, "not an allowed value", "使えない文字があるか、長すぎます", "1 to 100 letters, digits, '.', '_' or '-'", "1〜100 文字の英数字、「.」、「_」、「-」"},
	kindNoFiles:             {ErrMissing, "missing", "表がありません", `a list of tables, such as ["roles.csv"]`, `表の一覧（["roles.csv"] など）`},
	kindNoFileName:          {ErrMissing, "missing", "ファイル名がありません", "the name of a file", "ファイル名"},
	kindBadLanguage:         {ErrValue, "not an allowed value", "使えない値です", `"ja" or "en"`, `"ja" か "en"`},
	kindBadForm:             {ErrValue, "not an allowed value", "使えない値です", "scores, correlations or onet", "scores、correlations、onet のどれか"},
	kindTooManyFiles:        {ErrValue, "not an allowed value", "ファイルが多すぎます", "at most {most} with form {form}", "形式 {form} では {most} 個まで"},
	kindBadMeasure:          {ErrValue, "not an allowed value", "使えない値です", "PEARSON, PEARSON_STANDARDIZED or COSINE", "PEARSON、PEARSON_STANDARDIZED、COSINE のどれか"},
	kindGivenMeasure:        {ErrValue, "not an allowed value", "使えない値です", "GIVEN, or nothing, with form correlations", "形式 correlations では GIVEN か、省略"},
	kindBadThreshold:        {ErrRange, "out of range", "範囲外です", "-1 to 1", "-1 から 1 まで"},
	kindBadTopK:             {ErrRange, "out of range", "範囲外です", "0 (all) or more", "0（すべて）以上"},
	kindBadLevel:            {ErrRange, "out of range or out of order", "範囲外か、順序が違います", "levels from 0 to maxScore, the lowest first", "0 から maxScore までを低い順に"},
	kindLevelWithoutMeaning: {ErrMissing, "the level has no meaning", "レベルの意味がありません", "ja or en", "ja または en"},
	kindBadPoints:           {ErrRange, "out of range", "範囲外です", "0.001 to {most}, or nothing", "0.001 から {most} まで、または省略"},
	kindMaxScoreTooLarge:    {ErrRange, "out of range", "範囲外です", "at most {most}, which is {sum} divided by the number of skills, {skills}", "{most} 以下（{sum} をスキルの数 {skills} で割った値）"},
	kindClimbTooLarge:       {ErrRange, "out of range", "範囲外です", "at most the largest total, {most}", "合計の最大値 {most} 以下"},
	kindDuplicateEntry:      {ErrDuplicate, "stands twice: first in {list}[{index}]", "コードが重複しています（最初は {list}[{index}]）", "a code of its own for each entry", "項目ごとに異なるコード"},
	kindNoPairs:             {ErrMissing, "missing", "組の表がありません", "the table that lists pairs of roles with their correlation", "職種の組と相関の表"},
	kindRefused:             {ErrInvalid, "not a valid dataset: {cause}", "データとして使えません: {cause}", "a dataset that can be searched", "探索できるデータ"},

	warnSpaces:     {nil, "spaces around the text were cut off; cells: {cells}, the first in this row", "前後の空白を取り除いたセルが {cells} 個あります（最初はこの行）", "", ""},
	warnBlankRows:  {nil, "blank rows are skipped: {rows}, the first is this one", "空の行を {rows} 行読み飛ばしました（最初はこの行）", "", ""},
	warnFirstSheet: {nil, "only this sheet of {sheets} was read, the first; a manifest can name another", "{sheets} 枚のうち最初のシートだけを読みました（マニフェストでほかのシートを指定できます）", "", ""},
	warnMerged:     {nil, "the text of a merged cell counts for every row that it covers: {ranges}", "結合されたセルの文字を、結合したすべての行の値としました: {ranges}", "", ""},
	warnIgnored:    {nil, "columns.ignore names it, but there is no such column", "columns.ignore にありますが、この列はありません", "", ""},
	warnUnread:     {nil, "this column is not read: {reason}", "この列は読み込みません: {reason}", "", ""},
	warnFlat:       {nil, "role {role} {how}, so that its similarity is undefined: it stays, without edges", "職種{role}は{how}、類似度を計算できません。つながりのない職種として残します", "", ""},
	warnRounded:    {nil, "numbers finer than a thousandth of a point were rounded: {numbers}", "1000分の1点より細かい数 {numbers} 個を丸めました", "", ""},
	warnTotal:      {nil, "the total says {printed}, but the scores sum to {sum}; the sum counts", "合計の欄は {printed} ですが、点数の和は {sum} です。和を使います", "", ""},
	warnNoFamily:   {nil, "no family in these rows, though others have one: {rows}", "ほかの行には職種プロファイルがありますが、次の行にはありません: {rows}", "", ""},
	warnSameName:   {nil, "roles {codes} of one family have the same name, {name}; only their codes tell them apart", "同じ職種プロファイルの{codes}が同じ名前{name}です。コードでしか区別できません", "", ""},
	warnSameCode:   {nil, "codes that differ only in upper and lower case or in width: {codes}", "大文字と小文字、または全角と半角だけが違うコードです: {codes}", "", ""},
}

// Why a column is not read.
var (
	reasonEmpty    = graph.Text{En: "it is empty", Ja: "空です"}
	reasonText     = graph.Text{En: "it has text, not numbers", Ja: "数ではなく文字です"}
	reasonBoolean  = graph.Text{En: "it has TRUE and FALSE, not numbers", Ja: "数ではなく真偽値（TRUE、FALSE）です"}
	reasonDate     = graph.Text{En: "it has dates or times, not numbers", Ja: "数ではなく日付や時刻です"}
	reasonFormula  = graph.Text{En: "it has formulas that were saved without their values", Ja: "数式の計算結果が保存されていません"}
	reasonMixed    = graph.Text{En: "none of its cells is a number", Ja: "数のセルがありません"}
	reasonSecond   = graph.Text{En: "it looks like a second code, name, family, description or total", Ja: "二つめのコード、名前、職種プロファイル、説明、または合計のようです"}
	reasonUnlisted = graph.Text{En: "the manifest lists the skills, and not this one", Ja: "マニフェストのスキルの一覧にありません"}
	reasonNotFirst = graph.Text{En: "it is no skill of the first table", Ja: "最初の表のスキルにありません"}
	reasonNoColumn = graph.Text{En: "there is no other column", Ja: "ほかに列がありません"}
	reasonNoUse    = graph.Text{En: "nothing uses it", Ja: "使い道がありません"}
)

// Why a role has no similarity.
var (
	flatScores = graph.Text{En: "has the same score in every skill", Ja: "すべてのスキルの点数が同じで"}
	flatZero   = graph.Text{En: "has no score above zero", Ja: " 0 より大きい点数がなく"}
)

// What JSON calls a value.
var (
	typeString = graph.Text{En: "a string", Ja: "文字列"}
	typeBool   = graph.Text{En: "true or false", Ja: "true か false"}
	typeInt    = graph.Text{En: "a whole number", Ja: "整数"}
	typeFloat  = graph.Text{En: "a number", Ja: "数"}
	typeList   = graph.Text{En: "a list", Ja: "リスト"}
	typeObject = graph.Text{En: "an object", Ja: "オブジェクト"}
)
