export default {
  fetch: () => Response.json(true),
};
