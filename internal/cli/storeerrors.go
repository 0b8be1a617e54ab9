package cli

import (
	"errors"
	"fmt"

	"noboru/store"
	"noboru/store/neo4jstore"
)

// storeMessages say in Japanese what can be wrong with a store, and what to do. In English the errors
// speak for themselves.
var storeMessages = [...]struct {
	kind     error
	ja, doJa string
}{
	{store.ErrNoDataset, "そのデータは保存されていません", "noboru datasets で一覧を確かめてください"},
	{store.ErrBusy, "同じデータの読み込みまたは削除が行われています", "終わってからもう一度実行してください"},
	{store.ErrCorrupt, "保存されている内容が完全ではありません", "noboru verify で相違を調べるか、noboru load --force で書き直してください"},
	{store.ErrNewerSchema, "より新しい Noboru が書き込んだデータです", "Noboru を新しくしてください"},
	{store.ErrCannotHold, "この内容はそのままでは保存できません", "内容を直してからもう一度読み込んでください"},
	{neo4jstore.ErrBadConfig, "Neo4j の指定が正しくありません", "neo4j://HOST:7687 の形で、ユーザー名とパスワードは環境変数で指定してください"},
	{neo4jstore.ErrUnreachable, "Neo4j が応答しません", "起動しているか、ホスト・ポート・スキームが正しいかを確かめてください"},
	{neo4jstore.ErrUntrusted, "Neo4j の証明書を信頼できません", "自己署名なら bolt+ssc:// か neo4j+ssc:// を使ってください"},
	{neo4jstore.ErrUnauthorized, "ユーザー名またはパスワードが拒否されました", "NEO4J_USERNAME と NEO4J_PASSWORD を確かめてください"},
	{neo4jstore.ErrForbidden, "このアカウントには許されていない操作です", "書き込みのできるアカウントを使ってください"},
	{neo4jstore.ErrNoDatabase, "その名前のデータベースはありません", "データベースの名前を確かめてください"},
	{neo4jstore.ErrTooLarge, "Neo4j のメモリーが足りません", "server.memory.heap.max_size を増やしてください。何も変更していません"},
	{neo4jstore.ErrConflict, "ID またはコードがほかのデータと重なっています", "データに別の名前を付けてください"},
	{neo4jstore.ErrRefused, "Neo4j が要求を拒否しました", "Neo4j の query log を確かめてください"},
}

// storeMessage puts an error of a store into the user's language; others it returns as they are.
func (a *app) storeMessage(err error) error {
	if a.lang != "ja" {
		return err
	}
	var stored *neo4jstore.Error
	for _, m := range storeMessages {
		if !errors.Is(err, m.kind) {
			continue
		}
		detail := ""
		if errors.As(err, &stored) && stored.Detail != "" {
			detail = "（" + stored.Detail + "）"
		}
		return fmt.Errorf("%s%s。%s", m.ja, detail, m.doJa)
	}
	return err
}
