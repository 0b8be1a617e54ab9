package export

import (
	"bufio"
	"encoding/xml"
	"io"

	"noboru/graph"
)

// GraphML (graphml.graphdrawing.org) as Gephi and Cytoscape read it: keys declared once, values as data.
type (
	graphML struct {
		XMLName xml.Name   `xml:"graphml"`
		Space   string     `xml:"xmlns,attr"`
		Keys    []graphKey `xml:"key"`
		Graph   graphGraph `xml:"graph"`
	}
	graphKey struct {
		ID   string `xml:"id,attr"`
		For  string `xml:"for,attr"`
		Name string `xml:"attr.name,attr"`
		Type string `xml:"attr.type,attr"`
	}
	graphGraph struct {
		ID        string      `xml:"id,attr"`
		Direction string      `xml:"edgedefault,attr"`
		Nodes     []graphNode `xml:"node"`
		Edges     []graphEdge `xml:"edge"`
	}
	graphNode struct {
		ID   string      `xml:"id,attr"`
		Data []graphData `xml:"data"`
	}
	graphEdge struct {
		Source string      `xml:"source,attr"`
		Target string      `xml:"target,attr"`
		Data   []graphData `xml:"data"`
	}
	graphData struct {
		Key   string `xml:"key,attr"`
		Value string `xml:",chardata"`
	}
)

func writeGraphML(w io.Writer, g *graph.Graph) error {
	d := g.Dataset()
	doc := graphML{
		Space: "http://graphml.graphdrawing.org/xmlns",
		Keys: []graphKey{
			{"label", "node", "label", "string"},
			{"nameJa", "node", "nameJa", "string"},
			{"nameEn", "node", "nameEn", "string"},
			{"family", "node", "family", "string"},
			{"total", "node", "total", "double"},
			{"correlation", "edge", "correlation", "double"},
			{"weight", "edge", "weight", "double"},
		},
		Graph: graphGraph{ID: d.Name(), Direction: "undirected"},
	}
	for i := range g.Len() {
		r := d.Role(i)
		label := r.Name.Ja
		if label == "" {
			label = r.Name.En
		}
		node := graphNode{ID: r.Code}
		for _, v := range []graphData{{"label", label}, {"nameJa", r.Name.Ja}, {"nameEn", r.Name.En}, {"family", r.Family}, {"total", float(r.Total.Float())}} {
			if v.Value != "" {
				node.Data = append(node.Data, v)
			}
		}
		doc.Graph.Nodes = append(doc.Graph.Nodes, node)
	}
	err := edges(g, func(from int, s graph.Step) error {
		r := float(s.Similarity.Float())
		doc.Graph.Edges = append(doc.Graph.Edges, graphEdge{d.Role(from).Code, d.Role(s.To).Code, []graphData{{"correlation", r}, {"weight", r}}})
		return nil
	})
	if err != nil {
		return err
	}
	out := bufio.NewWriter(w)
	if _, err := out.WriteString(xml.Header); err != nil {
		return err
	}
	e := xml.NewEncoder(out)
	e.Indent("", " ")
	if err := e.Encode(doc); err != nil {
		return err
	}
	if err := out.WriteByte('\n'); err != nil {
		return err
	}
	return out.Flush()
}
