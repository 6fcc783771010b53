// node validate_package.js FOLDER/datapackage.json: by the Frictionless reference library of npm.
const { Package } = require('datapackage');

(async () => {
  const loaded = await Package.load(process.argv[2]);
  const errors = loaded.errors.map((error) => error.message);
  let rows = 0;
  for (const resource of loaded.resources) {
    try {
      rows += (await resource.read({ relations: true })).length;
    } catch (error) {
      errors.push(`${resource.name}: ${error.message} ${(error.errors || []).map((e) => e.message).slice(0, 3).join('; ')}`);
    }
  }
  console.log(`${loaded.resources.length} tables, ${rows} rows, ${errors.length} errors`);
  errors.forEach((error) => console.log(error));
  process.exitCode = errors.length > 0 ? 1 : 0;
})();
