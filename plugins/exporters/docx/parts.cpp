#include "parts.h"

#include <memory>

#include <zip.h>

#include "page/text.h"

namespace budget::docx {
namespace {

using page::escaped;

constexpr const char* kHead = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
constexpr const char* kWord =
    " xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";

std::string fonts_of(const std::string& name) {
  const std::string safe = escaped(name);
  return "<w:rFonts w:ascii=\"Times New Roman\" w:hAnsi=\"Times New Roman\" w:eastAsia=\"" + safe +
         "\" w:cs=\"Times New Roman\"/>";
}

/// A paragraph style; sizes in half points, spaces in twips.
std::string style(const std::string& id, const std::string& name, const std::string& paragraph,
                  const std::string& run) {
  return "<w:style w:type=\"paragraph\" w:styleId=\"" + id + "\"><w:name w:val=\"" + name +
         "\"/><w:basedOn w:val=\"Normal\"/><w:qFormat/><w:pPr>" + paragraph + "</w:pPr><w:rPr>" +
         run + "</w:rPr></w:style>";
}

std::string heading(int level, const std::string& font, int size, bool is_centred) {
  const std::string number = std::to_string(level);
  return style("Heading" + number, "heading " + number,
               "<w:keepNext/><w:spacing w:before=\"200\" w:after=\"120\"/>" +
                   std::string(is_centred ? "<w:jc w:val=\"center\"/>" : "") +
                   "<w:outlineLvl w:val=\"" + std::to_string(level - 1) + "\"/>",
               fonts_of(font) + "<w:b/><w:sz w:val=\"" + std::to_string(size) + "\"/>");
}

std::string styles(const Fonts& fonts) {
  constexpr int kTitle = 36;
  constexpr int kLargeHeading = 32;
  constexpr int kSmallHeading = 28;
  std::string text = kHead;
  text += std::string("<w:styles") + kWord + "><w:docDefaults><w:rPrDefault><w:rPr>" +
          fonts_of(fonts.text) +
          "<w:sz w:val=\"24\"/><w:lang w:val=\"en-US\" w:eastAsia=\"zh-CN\"/></w:rPr>"
          "</w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after=\"0\"/></w:pPr></w:pPrDefault>"
          "</w:docDefaults><w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\">"
          "<w:name w:val=\"Normal\"/></w:style>";
  text += heading(1, fonts.title, kTitle, true) + heading(2, fonts.title, kLargeHeading, true) +
          heading(3, fonts.text, kSmallHeading, false) + heading(4, fonts.text, 24, false);
  text += style("Title", "Title",
                "<w:spacing w:before=\"3600\" w:after=\"600\"/><w:jc w:val=\"center\"/>",
                fonts_of(fonts.title) + "<w:sz w:val=\"52\"/>");
  text += style("Subtitle", "Subtitle", "<w:spacing w:before=\"240\"/><w:jc w:val=\"center\"/>",
                "<w:sz w:val=\"32\"/>");
  text += style("Body", "Body Text",
                "<w:spacing w:line=\"400\" w:lineRule=\"atLeast\"/>"
                "<w:ind w:firstLineChars=\"200\" w:firstLine=\"480\"/><w:jc w:val=\"both\"/>",
                "");
  text += style("Centre", "Centred", "<w:jc w:val=\"center\"/>", "");
  text += style("Right", "Right", "<w:jc w:val=\"right\"/>", "");
  text += style("Note", "Note", "<w:spacing w:before=\"80\"/>", "<w:sz w:val=\"21\"/>");
  text += style("Line", "Line above a table", "<w:spacing w:before=\"60\" w:after=\"40\"/>",
                fonts_of(fonts.table) + "<w:sz w:val=\"20\"/>");
  text += style("Cell", "Cell", "", fonts_of(fonts.table) + "<w:sz w:val=\"18\"/>");
  for (int level = 1; level <= 3; ++level) {
    const std::string number = std::to_string(level);
    text += style("TOC" + number, "toc " + number,
                  "<w:spacing w:line=\"360\" w:lineRule=\"atLeast\"/><w:ind w:left=\"" +
                      std::to_string((level - 1) * 400) + "\"/>",
                  "");
  }
  return text + "</w:styles>";
}

std::string footer() {
  return std::string(kHead) + "<w:ftr" + kWord +
         "><w:p><w:pPr><w:jc w:val=\"center\"/></w:pPr><w:r><w:t xml:space=\"preserve\">— </w:t>"
         "</w:r><w:fldSimple w:instr=\" PAGE \"><w:r><w:t>1</w:t></w:r></w:fldSimple><w:r>"
         "<w:t xml:space=\"preserve\"> —</w:t></w:r></w:p></w:ftr>";
}

struct DropSource {
  void operator()(zip_source_t* source) const { zip_source_free(source); }
};
struct DropArchive {
  void operator()(zip_t* archive) const { zip_discard(archive); }
};

Error broken(const char* what) {
  return {ErrorCode::internal, std::string("expected to pack the document, but ") + what};
}

}  // namespace

Parts fixed_parts(const std::string& title, const Fonts& fonts) {
  Parts parts;
  const std::string office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  const std::string package = "http://schemas.openxmlformats.org/package/2006/";
  const std::string word = "application/vnd.openxmlformats-officedocument.wordprocessingml.";
  const auto part = [](const std::string& name, const std::string& type) {
    return "<Override PartName=\"" + name + "\" ContentType=\"" + type + "+xml\"/>";
  };
  parts.emplace_back(
      "[Content_Types].xml",
      kHead + ("<Types xmlns=\"" + package + "content-types\">") +
          "<Default Extension=\"rels\" "
          "ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
          "<Default Extension=\"xml\" ContentType=\"application/xml\"/>" +
          part("/word/document.xml", word + "document.main") +
          part("/word/styles.xml", word + "styles") + part("/word/footer1.xml", word + "footer") +
          part("/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties") +
          "</Types>");
  parts.emplace_back(
      "_rels/.rels",
      kHead + ("<Relationships xmlns=\"" + package + "relationships\">") +
          "<Relationship Id=\"rId1\" Type=\"" + office +
          "/officeDocument\" Target=\"word/document.xml\"/><Relationship Id=\"rId2\" Type=\"" +
          package +
          "relationships/metadata/core-properties\" Target=\"docProps/core.xml\"/>"
          "</Relationships>");
  parts.emplace_back("docProps/core.xml",
                     kHead +
                         ("<cp:coreProperties xmlns:cp=\"" + package +
                          "metadata/core-properties\" "
                          "xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>") +
                         escaped(title) + "</dc:title></cp:coreProperties>");
  parts.emplace_back("word/_rels/document.xml.rels",
                     kHead + ("<Relationships xmlns=\"" + package + "relationships\">") +
                         "<Relationship Id=\"rId1\" Type=\"" + office +
                         "/styles\" Target=\"styles.xml\"/><Relationship Id=\"rId2\" Type=\"" +
                         office + "/footer\" Target=\"footer1.xml\"/></Relationships>");
  parts.emplace_back("word/styles.xml", styles(fonts));
  parts.emplace_back("word/footer1.xml", footer());
  return parts;
}

Result<std::string> packed(const Parts& parts) {
  zip_error_t problem;
  zip_error_init(&problem);
  const std::unique_ptr<zip_source_t, DropSource> buffer(
      zip_source_buffer_create(nullptr, 0, 0, &problem));
  if (!buffer) return broken("there is no memory for it");
  zip_source_keep(buffer.get());
  std::unique_ptr<zip_t, DropArchive> archive(
      zip_open_from_source(buffer.get(), ZIP_TRUNCATE, &problem));
  if (!archive) {
    zip_source_free(buffer.get());
    return broken(zip_error_strerror(&problem));
  }
  constexpr zip_uint16_t kNoTime = 0;
  constexpr zip_uint16_t kNoDay = (1U << 5U) | 1U;  // 1980-01-01, the earliest a zip can hold
  for (const auto& [name, text] : parts) {
    zip_source_t* part = zip_source_buffer(archive.get(), text.data(), text.size(), 0);
    const zip_int64_t index = zip_file_add(archive.get(), name.c_str(), part, ZIP_FL_ENC_UTF_8);
    if (index < 0) {
      zip_source_free(part);
      return broken(zip_strerror(archive.get()));
    }
    zip_file_set_dostime(archive.get(), static_cast<zip_uint64_t>(index), kNoTime, kNoDay, 0);
  }
  if (zip_close(archive.get()) != 0) return broken(zip_strerror(archive.get()));
  (void)archive.release();
  zip_stat_t stat;
  if (zip_source_stat(buffer.get(), &stat) != 0 || zip_source_open(buffer.get()) != 0)
    return broken("it cannot be read back");
  std::string bytes(static_cast<std::size_t>(stat.size), '\0');
  const zip_int64_t read = zip_source_read(buffer.get(), bytes.data(), bytes.size());
  zip_source_close(buffer.get());
  if (read != static_cast<zip_int64_t>(bytes.size())) return broken("it cannot be read back");
  return bytes;
}

}  // namespace budget::docx
